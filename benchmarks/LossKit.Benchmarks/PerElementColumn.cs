using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace LossKit.Benchmarks;

/// <summary>The fastest iteration divided by the number of elements that the benchmark's class states.</summary>
internal sealed class PerElementColumn : IColumn
{
    /// <inheritdoc/>
    public string Id => "PerElement";

    /// <inheritdoc/>
    public string ColumnName => "ns/element";

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => "The fastest iteration, divided by the number of elements";

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        double? fastest = summary[benchmarkCase]?.ResultStatistics?.Min;
        return fastest is { } nanoseconds && ElementsOf(benchmarkCase) is { } elements
            ? (nanoseconds / elements).ToString("F3", CultureInfo.InvariantCulture)
            : "-";
    }

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    private static int? ElementsOf(BenchmarkCase benchmark) =>
        benchmark.Descriptor.Type == typeof(ElementwiseLosses) ? ElementwiseLosses.Length
        : benchmark.Descriptor.Type == typeof(CrossEntropy) ? (int)benchmark.Parameters[nameof(CrossEntropy.Rows)] * CrossEntropy.ClassesFor(
            (int)benchmark.Parameters[nameof(CrossEntropy.Rows)])
        : benchmark.Descriptor.Type == typeof(Regions) ? Regions.Length
        : null;
}
