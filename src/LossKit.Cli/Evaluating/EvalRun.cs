using System.Runtime.InteropServices;

namespace LossKit.Cli;

/// <summary>
/// Answers a stream of requests, one line each, in order. A line that cannot be evaluated is answered with its error. What has arrived is answered
/// side by side on all cores, since most of a short run is the compiling of kernels that each loss needs once.
/// </summary>
/// <param name="input">The requests.</param>
/// <param name="output">Where the answers go.</param>
internal sealed class EvalRun(Stream input, Stream output)
{
    private const int LinesOfSlot = 8;
    private readonly LineReader _lines = new(input);
    private readonly List<RequestLine> _arrived = [];
    private readonly List<AnswerSlot> _slots = [];
    private ExitCode _exitCode = ExitCode.Done;

    private static ReadOnlySpan<byte> Blank => " \t\r"u8;

    /// <summary>Answers to the end of the requests.</summary>
    /// <param name="token">Stops between two reads.</param>
    /// <returns>Whether every line was evaluated.</returns>
    public async Task<ExitCode> RunAsync(CancellationToken token)
    {
        try
        {
            do
            {
                Collect();
                await AnswerAsync();
            }
            while (await _lines.FillAsync(token));
        }
        finally
        {
            _slots.ForEach(slot => slot.Dispose());
        }

        return _exitCode;
    }

    private void Collect()
    {
        _arrived.Clear();
        while (_lines.TryTake(out var line))
        {
            if (line.Span.IndexOfAnyExcept(Blank) >= 0)
            {
                _arrived.Add(new(line, _lines.LineNumber));
            }
        }
    }

    private async Task AnswerAsync()
    {
        var slots = (_arrived.Count + LinesOfSlot - 1) / LinesOfSlot;
        while (_slots.Count < slots)
        {
            _slots.Add(new());
        }

        if (slots == 1)
        {
            Answer(0);
        }
        else
        {
            Parallel.For(0, slots, Answer);
        }

        for (var i = 0; i < slots; i++)
        {
            // Whatever stops the run, the answers before it go out.
            await output.WriteAsync(_slots[i].Answers);
            if (_slots[i].Fault is { } fault)
            {
                await output.FlushAsync();
                throw fault;
            }

            _exitCode = _slots[i].ExitCode == ExitCode.Done ? _exitCode : _slots[i].ExitCode;
        }

        await output.FlushAsync();
    }

    private void Answer(int slot)
    {
        var first = slot * LinesOfSlot;
        var count = Math.Min(LinesOfSlot, _arrived.Count - first);
        _slots[slot].Answer(CollectionsMarshal.AsSpan(_arrived).Slice(first, count));
    }
}
