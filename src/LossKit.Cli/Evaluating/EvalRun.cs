using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Answers a stream of requests, one line each, in order. A line that cannot be evaluated is answered with its error.</summary>
/// <param name="input">The requests.</param>
/// <param name="output">Where the answers go.</param>
internal sealed class EvalRun(Stream input, Stream output)
{
    private const int FlushSize = 1 << 16;
    private readonly LineReader _lines = new(input);
    private readonly RequestReader _requests = new();
    private readonly ArrayBufferWriter<byte> _answers = new(2 * FlushSize);
    private ExitCode _exitCode = ExitCode.Done;

    private static ReadOnlySpan<byte> Blank => " \t\r"u8;

    /// <summary>Answers to the end of the requests.</summary>
    /// <param name="token">Stops between two reads.</param>
    /// <returns>Whether every line was evaluated.</returns>
    public async Task<ExitCode> RunAsync(CancellationToken token)
    {
        // Messages quote with ' and `, which the default encoder would escape beyond recognition. The order of calls is ours.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        await using var writer = new Utf8JsonWriter(_answers, options);
        try
        {
            do
            {
                while (AnswerNext(writer))
                {
                    if (_answers.WrittenCount >= FlushSize)
                    {
                        await FlushAsync();
                    }
                }

                await FlushAsync();
            }
            while (await _lines.FillAsync(token));
        }
        finally
        {
            // Whatever stops the run, the answers that are complete go out.
            await FlushAsync();
        }

        return _exitCode;
    }

    private bool AnswerNext(Utf8JsonWriter writer)
    {
        if (!_lines.TryTake(out var line))
        {
            return false;
        }

        if (line.IndexOfAnyExcept(Blank) >= 0)
        {
            Answer(line, writer);
            writer.Flush();
            writer.Reset();
            _answers.Write("\n"u8);
        }

        return true;
    }

    private void Answer(ReadOnlySpan<byte> line, Utf8JsonWriter writer)
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
            AnswerWriter.Write(writer, line[request.Id], answer, request.Precision, request.Wanted);
        }
        catch (LossException error)
        {
            _exitCode = ExitCode.Partly;
            AnswerWriter.WriteError(writer, line[RequestReader.FindId(line)], error);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"line {_lines.LineNumber}: {fault.Message}", fault);
        }
    }

    private async Task FlushAsync()
    {
        await output.WriteAsync(_answers.WrittenMemory);
        _answers.ResetWrittenCount();
        await output.FlushAsync();
    }
}
