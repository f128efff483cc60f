using System.Globalization;

namespace LossKit;

/// <summary>The set of numbers that an input or an option may hold. NaN is let through everywhere: it answers with NaN.</summary>
public sealed class Domain
{
    private readonly string _text;
    private readonly string _advice;

    private Domain(double lower, double upper, EndKind lowerEnd, string text, string advice)
    {
        Lower = lower;
        Upper = upper;
        LowerEnd = lowerEnd;
        _text = text;
        _advice = advice;
    }

    private enum EndKind
    {
        Closed,
        Open,
        SignsOnly,
    }

    /// <summary>Gets every number, with the infinities.</summary>
    public static Domain Real { get; } = new(
        double.NegativeInfinity, double.PositiveInfinity, EndKind.Closed, "any number", "write a number");

    /// <summary>Gets the probabilities: [0, 1].</summary>
    public static Domain UnitInterval { get; } = new(
        0, 1, EndKind.Closed, "in [0, 1]", "write a probability between 0 and 1");

    /// <summary>Gets the numbers from 0 on: [0, ∞].</summary>
    public static Domain NonNegative { get; } = new(
        0, double.PositiveInfinity, EndKind.Closed, "at least 0", "write a number that is not negative");

    /// <summary>Gets the numbers greater than 0.</summary>
    public static Domain Positive { get; } = Above(0);

    /// <summary>Gets the two signs: −1 and +1.</summary>
    public static Domain Signs { get; } = new(
        -1, 1, EndKind.SignsOnly, "-1 or +1", "write -1 for one class and +1 for the other (from 0/1 labels: 2 * label - 1)");

    /// <summary>Gets the least number.</summary>
    public double Lower { get; }

    /// <summary>Gets the greatest number.</summary>
    public double Upper { get; }

    /// <summary>Gets whether every number belongs, so that nothing needs to be looked at.</summary>
    public bool IsUnbounded => double.IsNegativeInfinity(Lower) && double.IsPositiveInfinity(Upper);

    /// <summary>Gets whether <see cref="Lower"/> itself is outside.</summary>
    public bool IsLowerOpen => LowerEnd == EndKind.Open;

    /// <summary>Gets whether only the two ends belong.</summary>
    public bool IsEndsOnly => LowerEnd == EndKind.SignsOnly;

    /// <summary>Gets what to write instead of a number outside, as the end of a sentence.</summary>
    public string Advice => _advice;

    private EndKind LowerEnd { get; }

    /// <summary>Gives the numbers greater than <paramref name="bound"/>.</summary>
    /// <param name="bound">The number that is no longer inside.</param>
    /// <returns>The domain.</returns>
    public static Domain Above(double bound)
    {
        var number = bound.ToString("R", CultureInfo.InvariantCulture);
        return new(bound, double.PositiveInfinity, EndKind.Open, $"greater than {number}", $"write a number greater than {number}");
    }

    /// <summary>Gives the closed interval from <paramref name="lower"/> to <paramref name="upper"/>.</summary>
    /// <param name="lower">The least number.</param>
    /// <param name="upper">The greatest number.</param>
    /// <returns>The domain.</returns>
    public static Domain Between(double lower, double upper)
    {
        var interval = string.Create(CultureInfo.InvariantCulture, $"in [{lower:R}, {upper:R}]");
        return new(lower, upper, EndKind.Closed, interval, $"write a number {interval}");
    }

    /// <summary>Says whether a number belongs.</summary>
    /// <param name="value">The number; NaN belongs.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(double value)
    {
        if (double.IsNaN(value))
        {
            return true;
        }

        return LowerEnd switch
        {
            EndKind.SignsOnly => value == Lower || value == Upper,
            EndKind.Open => value > Lower && value <= Upper,
            _ => value >= Lower && value <= Upper,
        };
    }

    /// <summary>Gives the domain as the end of a sentence: "in [0, 1]", "greater than -1".</summary>
    /// <returns>The words.</returns>
    public override string ToString() => _text;
}
