using System.Globalization;

namespace LossKit;

/// <summary>Which values of a metric are good.</summary>
public enum MetricDirection
{
    /// <summary>Less is better: an error.</summary>
    LowerIsBetter,

    /// <summary>More is better: a score.</summary>
    HigherIsBetter,

    /// <summary>Nearest to zero is best: a bias, which has a sign.</summary>
    NearerZeroIsBetter,
}

/// <summary>What a metric is measured in.</summary>
public enum MetricUnit
{
    /// <summary>A pure number.</summary>
    None,

    /// <summary>The target's own unit.</summary>
    Target,
}

/// <summary>A measure of predictions that is common to all losses, so that they can be compared.</summary>
public abstract class Metric
{
    private protected Metric(string id, string name, MetricDirection direction, MetricUnit unit)
    {
        Id = id;
        Name = name;
        Direction = direction;
        Unit = unit;
    }

    /// <summary>Gets the name in files and options, such as <c>median-absolute-error</c>.</summary>
    public string Id { get; }

    /// <summary>Gets the name in tables, such as <c>median |error|</c>.</summary>
    public string Name { get; }

    /// <summary>Gets which values are good.</summary>
    public MetricDirection Direction { get; }

    /// <summary>Gets what it is measured in.</summary>
    public MetricUnit Unit { get; }

    /// <summary>Gives a number that is lower the better a value is, whatever the direction; NaN, the worst, gives positive infinity.</summary>
    /// <param name="value">A value of this metric.</param>
    /// <returns>The number to rank by.</returns>
    public double Badness(double value) => double.IsNaN(value)
        ? double.PositiveInfinity
        : Direction switch
        {
            MetricDirection.HigherIsBetter => -value,
            MetricDirection.NearerZeroIsBetter => Math.Abs(value),
            _ => value,
        };

    /// <summary>
    /// Writes a value for a table: three decimals where it is a pure number, four significant digits where it has the target's unit (whole
    /// numbers in full).
    /// </summary>
    /// <param name="value">A value of this metric, or a difference of two.</param>
    /// <returns>The text.</returns>
    public string Format(double value)
    {
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        if (Unit == MetricUnit.None) return value.ToString("0.000", CultureInfo.InvariantCulture);
        var format = Math.Abs(value) switch
        {
            0 => "0",
            >= 1e7 or < 1e-3 => "0.000e+0",
            >= 1000 => "0",
            >= 100 => "0.0",
            >= 10 => "0.00",
            >= 1 => "0.000",
            _ => "0.0000",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>A metric and its value.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The value; NaN where it is not defined for the data at hand.</param>
public readonly record struct MetricValue(Metric Metric, double Value);
