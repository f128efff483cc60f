using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace LossKit.Benchmarks;

/// <summary>The fastest iteration divided by the number of elements of the first differentiable input.</summary>
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
    public string Legend => "The fastest iteration, divided by the elements of the first differentiable input";

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

    private static int? ElementsOf(BenchmarkCase benchmark) => benchmark.Parameters.Items.Select(item => item.Value).FirstOrDefault() switch
    {
        Work { Elements: > 0 } work => work.Elements,
        int elements when benchmark.Descriptor.Type == typeof(Floor) => elements,
        _ => null,
    };
}
