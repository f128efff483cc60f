namespace LossKit.Benchmarks;

/// <summary>Work that both sides do.</summary>
internal interface IWork : ITimedWork
{
    /// <summary>Gets the bytes that it cannot do without moving; 0 where they say nothing.</summary>
    long Bytes { get; }

    /// <summary>Gets what the last run gave, to be held against the other side.</summary>
    double Value { get; }

    /// <summary>Does it once.</summary>
    /// <param name="sums">Receives the sum of the absolute values of each gradient.</param>
    /// <returns>The value.</returns>
    double Check(out double[] sums);
}
