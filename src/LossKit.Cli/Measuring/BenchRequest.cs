namespace LossKit.Cli;

/// <summary>What <c>losskit bench</c> was asked to measure.</summary>
internal sealed record BenchRequest
{
    /// <summary>Gets the losses in their shapes.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>Gets the element type.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Gets the numbers of threads, each of which is measured.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>Gets how it is written.</summary>
    public required BenchFormat Format { get; init; }
}

/// <summary>How measurements are written.</summary>
internal enum BenchFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    Json,
}
