using System.Globalization;

namespace LossKit;

/// <summary>The set of numbers that an input or an option may hold. NaN is let through everywhere: it answers with NaN.</summary>
public sealed class Domain
{
    private readonly string _text;
    private readonly DomainKind _kind;
    private readonly (float Least, float Greatest) _singles;
    private readonly (double Least, double Greatest) _doubles;

    private Domain(double lower, double upper, DomainKind kind, string text, string advice)
    {
        Lower = lower;
        Upper = upper;
        _kind = kind;
        IsUnbounded = double.IsNegativeInfinity(lower) && double.IsPositiveInfinity(upper) && kind == DomainKind.Interval;
        _text = text;
        Advice = advice;
        _singles = BoundsIn<float>();
        _doubles = BoundsIn<double>();
    }

    private enum DomainKind
    {
        Interval,
        OpenBelow,
        Open,
        EndsOnly,
    }

    /// <summary>Gets every number, with the infinities.</summary>
    public static Domain Real { get; } = new(
        double.NegativeInfinity, double.PositiveInfinity, DomainKind.Interval, "any number", "write a number");

    /// <summary>Gets the probabilities: [0, 1].</summary>
    public static Domain UnitInterval { get; } = new(
        0, 1, DomainKind.Interval, "in [0, 1]", "write a probability between 0 and 1");

    /// <summary>Gets the numbers from 0 on: [0, ∞].</summary>
    public static Domain NonNegative { get; } = new(
        0, double.PositiveInfinity, DomainKind.Interval, "at least 0", "write a number that is not negative");

    /// <summary>Gets the numbers greater than 0.</summary>
    public static Domain Positive { get; } = Above(0);

    /// <summary>Gets the two ends of yes and no, or of one kind of pair and the other: 0 and 1.</summary>
    public static Domain ZeroOrOne { get; } = new(
        0, 1, DomainKind.EndsOnly, "0 or 1", "write one of the two (from -1/+1 labels: (label + 1) / 2)");

    /// <summary>Gets the two signs: −1 and +1.</summary>
    public static Domain Signs { get; } = new(
        -1, 1, DomainKind.EndsOnly, "-1 or +1", "write -1 for one class and +1 for the other (from 0/1 labels: 2 * label - 1)");

    /// <summary>Gets the least number.</summary>
    public double Lower { get; }

    /// <summary>Gets the greatest number.</summary>
    public double Upper { get; }

    /// <summary>Gets whether every number belongs, so that nothing needs to be looked at.</summary>
    public bool IsUnbounded { get; }

    /// <summary>Gets whether <see cref="Lower"/> itself is outside.</summary>
    public bool IsOpenBelow => _kind is DomainKind.OpenBelow or DomainKind.Open;

    /// <summary>Gets whether only the two ends belong.</summary>
    public bool IsEndsOnly => _kind == DomainKind.EndsOnly;

    /// <summary>Gets what to write instead of a number outside, as the end of a sentence.</summary>
    public string Advice { get; }

    /// <summary>Gives the numbers greater than <paramref name="bound"/>.</summary>
    /// <param name="bound">The number that is no longer inside.</param>
    /// <returns>The domain.</returns>
    public static Domain Above(double bound)
    {
        var number = bound.ToString("R", CultureInfo.InvariantCulture);
        return new(bound, double.PositiveInfinity, DomainKind.OpenBelow, $"greater than {number}", $"write a number greater than {number}");
    }

    /// <summary>Gives the one of two domains that lies inside the other.</summary>
    /// <param name="first">A domain.</param>
    /// <param name="second">Another.</param>
    /// <returns>The narrower one; null where neither lies inside the other.</returns>
    internal static Domain? Narrower(Domain first, Domain second) =>
        first.LiesInside(second) ? first : second.LiesInside(first) ? second : null;

    /// <summary>Gives the numbers between two bounds, neither of which belongs.</summary>
    /// <param name="lower">The bound below.</param>
    /// <param name="upper">The bound above.</param>
    /// <returns>The domain.</returns>
    public static Domain Between(double lower, double upper)
    {
        var ends = string.Create(CultureInfo.InvariantCulture, $"{lower:R} and {upper:R}");
        return new(lower, upper, DomainKind.Open, $"between {ends}, both excluded", $"write a number between {ends}, but neither of the two");
    }

    /// <summary>Says whether a number belongs.</summary>
    /// <param name="value">The number; NaN belongs.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(double value) => double.IsNaN(value) || _kind switch
    {
        DomainKind.EndsOnly => value == Lower || value == Upper,
        DomainKind.OpenBelow => value > Lower && value <= Upper,
        DomainKind.Open => value > Lower && value < Upper,
        _ => value >= Lower && value <= Upper,
    };

    /// <summary>Gives the least and the greatest number of an element type that belong.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The two numbers, infinite where there is no bound.</returns>
    internal (T Least, T Greatest) Bounds<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? Unsafe.BitCast<(float Least, float Greatest), (T Least, T Greatest)>(_singles)
        : Unsafe.BitCast<(double Least, double Greatest), (T Least, T Greatest)>(_doubles);

    /// <summary>Gives the domain as the end of a sentence: "in [0, 1]", "greater than -1".</summary>
    /// <returns>The words.</returns>
    public override string ToString() => _text;

    private (T Least, T Greatest) BoundsIn<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var least = T.CreateTruncating(Lower);
        var greatest = T.CreateTruncating(Upper);
        var (low, high) = (double.CreateTruncating(least), double.CreateTruncating(greatest));
        return (
            low < Lower || (low == Lower && IsOpenBelow) ? T.BitIncrement(least) : least,
            high > Upper || (high == Upper && _kind == DomainKind.Open) ? T.BitDecrement(greatest) : greatest);
    }

    private bool LiesInside(Domain other) => other._kind switch
    {
        DomainKind.EndsOnly => _kind == DomainKind.EndsOnly && Lower == other.Lower && Upper == other.Upper,
        DomainKind.OpenBelow => (Lower > other.Lower || (Lower == other.Lower && IsOpenBelow)) && Upper <= other.Upper,
        DomainKind.Open => Lower >= other.Lower && Upper <= other.Upper && _kind == DomainKind.Open,
        _ => Lower >= other.Lower && Upper <= other.Upper,
    };
}
