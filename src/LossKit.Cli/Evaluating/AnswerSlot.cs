using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// Answers some neighbouring requests into memory of its own, so that several slots can work side by side and their answers still go out in
/// order.
/// </summary>
internal sealed class AnswerSlot : IDisposable
{
    // Messages quote with ' and `, which the default encoder would escape beyond recognition. The order of calls is ours.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly RequestReader _requests = new();
    private readonly ArrayBufferWriter<byte> _answers = new();
    private readonly Utf8JsonWriter _writer;

    /// <summary>Initializes a new instance of the <see cref="AnswerSlot"/> class.</summary>
    public AnswerSlot() => _writer = new(_answers, Options);

    /// <summary>Gets the answers, a line each.</summary>
    public ReadOnlyMemory<byte> Answers => _answers.WrittenMemory;

    /// <summary>Gets whether every line was evaluated.</summary>
    public ExitCode ExitCode { get; private set; }

    /// <summary>Gets what went wrong that no request can be blamed for; null where nothing did.</summary>
    public InvalidOperationException? Fault { get; private set; }

    /// <summary>Answers lines, and forgets the answers before.</summary>
    /// <param name="lines">The lines.</param>
    public void Answer(ReadOnlySpan<RequestLine> lines)
    {
        _answers.ResetWrittenCount();
        ExitCode = ExitCode.Done;
        Fault = null;
        foreach (var line in lines)
        {
            try
            {
                Answer(line.Text.Span);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Fault = new InvalidOperationException($"line {line.Number}: {fault.Message}", fault);
                return;
            }

            _writer.Flush();
            _writer.Reset();
            _answers.Write("\n"u8);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Answer(ReadOnlySpan<byte> line)
    {
        try
        {
            var request = _requests.Read(line);
            var entry = LossCatalog.Find(request.Loss);
            var options = new LossOptions(entry.Card);
            foreach (var (name, value) in request.Options)
            {
                options.Set(name, value);
            }

            var answer = entry.Evaluate(options, request.Inputs, request.Precision, request.Wanted);
            AnswerWriter.Write(_writer, line[request.Id], answer, request.Precision, request.Wanted);
        }
        catch (LossException error)
        {
            Refuse(line, error);
        }
        catch (OutOfMemoryException)
        {
            Refuse(line, RequestSentences.TooLarge());
        }
    }

    private void Refuse(ReadOnlySpan<byte> line, LossException error)
    {
        ExitCode = ExitCode.Partly;
        AnswerWriter.WriteError(_writer, line[RequestReader.FindId(line)], error);
    }
}
