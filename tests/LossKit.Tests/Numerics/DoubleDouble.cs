namespace LossKit.Tests;

/// <summary>
/// A number as the unevaluated sum of two doubles, about 106 bits (Dekker 1971; the operations are those of Hida, Li and Bailey, 2001):
/// what results in double precision are held against. Relative error of an operation at most 2⁻¹⁰².
/// </summary>
/// <param name="High">The rounded number.</param>
/// <param name="Low">What rounding left.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var (high, highRest) = Sum(left.High, right.High);
        var (low, lowRest) = Sum(left.Low, right.Low);
        (high, highRest) = Joined(high, highRest + low);
        return Normal(high, highRest + lowRest);
    }

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = left.High * right.High;
        var rest = Math.FusedMultiplyAdd(left.High, right.High, -product);
        rest = Math.FusedMultiplyAdd(left.High, right.Low, Math.FusedMultiplyAdd(left.Low, right.High, rest));
        return Normal(product, rest);
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var first = left.High / right.High;
        var rest = left - (right * first);
        var second = rest.High / right.High;
        rest -= right * second;
        return Normal(first, second) + (rest.High / right.High);
    }

    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        var root = (DoubleDouble)Math.Sqrt(value.High);
        return root + ((value - (root * root)) * (0.5 / root.High));
    }

    /// <summary>The number times a power of two; exact while it stays normal.</summary>
    public DoubleDouble Scaled(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    private static (double High, double Low) Sum(double left, double right)
    {
        var sum = left + right;
        var part = sum - left;
        return (sum, left - (sum - part) + (right - part));
    }

    // For |high| ≥ |low|.
    private static (double High, double Low) Joined(double high, double low)
    {
        var sum = high + low;
        return (sum, low - (sum - high));
    }

    private static DoubleDouble Normal(double high, double low)
    {
        var (sum, rest) = Joined(high, low);
        return new(sum, rest);
    }
}
