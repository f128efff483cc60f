using System.Diagnostics;

namespace LossKit;

/// <summary>
/// Copies as many bytes as a loss moves, half of them read and half of them written, with as many threads: what the machine's memory, or its
/// caches where the bytes fit into them, can do.
/// </summary>
internal sealed class CopyWork : ITimedWork
{
    private const int LineOfCache = 64;
    private readonly byte[] _source;
    private readonly byte[] _destination;
    private readonly int _threads;

    /// <summary>Initializes a new instance of the <see cref="CopyWork"/> class.</summary>
    /// <param name="bytes">The bytes read and written.</param>
    /// <param name="threads">How many threads copy a part each.</param>
    public CopyWork(long bytes, int threads)
    {
        _source = new byte[Math.Max(1, bytes / 2)];
        _destination = new byte[_source.Length];
        // Memory that was never written is a single page of zeros.
        _source.AsSpan().Fill(1);
        _threads = (int)Math.Clamp(_source.Length / LineOfCache, 1, threads);
    }

    /// <inheritdoc/>
    public double Run(int calls)
    {
        if (_threads == 1)
        {
            var start = Stopwatch.GetTimestamp();
            Copy(0, calls);
            return ITimedWork.Seconds(start, Stopwatch.GetTimestamp());
        }

        // The slowest part counts, from the moment at which all are ready to begin.
        var spans = new (long Start, long End)[_threads];
        using var ready = new Barrier(_threads);
        var helpers = Enumerable.Range(1, _threads - 1).Select(part => new Thread(() => RunPart(part)) { IsBackground = true }).ToArray();
        Array.ForEach(helpers, helper => helper.Start());
        RunPart(0);
        Array.ForEach(helpers, helper => helper.Join());
        return ITimedWork.Seconds(spans.Min(span => span.Start), spans.Max(span => span.End));

        void RunPart(int part)
        {
            ready.SignalAndWait();
            var start = Stopwatch.GetTimestamp();
            Copy(part, calls);
            spans[part] = (start, Stopwatch.GetTimestamp());
        }
    }

    private void Copy(int part, int calls)
    {
        var start = (int)((long)_source.Length * part / _threads);
        var end = (int)((long)_source.Length * (part + 1) / _threads);
        for (var i = 0; i < calls; i++)
        {
            _source.AsSpan(start..end).CopyTo(_destination.AsSpan(start));
        }
    }
}
