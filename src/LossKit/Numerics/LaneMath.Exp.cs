using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// The exponential: x = n·ln 2 + r with |r| ≤ ½ ln 2, e^x = 2ⁿ·(1 + r + r²·q(r)). On that interval q is of degree 4 for float
/// (relative error 3.8e-9 in e^r) and 10 for double (1.1e-18 in e^r − 1).
/// </content>
public static partial class LaneMath
{
    private const double Log2OfE = 1.4426950408889634;

    // ln 2 as a sum of two numbers of the element type. n times the first, subtracted with one rounding, is exact.
    private const double Ln2HighSingle = 0.6931471824645996;
    private const double Ln2LowSingle = -1.9046542121259336e-09;
    private const double Ln2HighDouble = 0.6931471805599453;
    private const double Ln2LowDouble = 2.3190468138462996e-17;

    // 1.5 · 2^(mantissa bits): adding and subtracting it rounds to an integer.
    private const double RounderSingle = 12_582_912;
    private const double RounderDouble = 6_755_399_441_055_744;

    // Below, e^x rounds to 0.
    private const double LeastSingle = -104.5;
    private const double LeastDouble = -746;

    // Powers of two down to that limit are normal numbers once their exponents are raised by this.
    private const int RaisedSingle = 25;
    private const int RaisedDouble = 54;
    private const double LowerSingle = 1.0 / (1L << RaisedSingle);
    private const double LowerDouble = 1.0 / (1L << RaisedDouble);

    /// <summary>e^x: 0 far below, +∞ far above, subnormal between where it is due. Error at most 1 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers of e.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var limited = LimitExponent(x);
        var n = NearestPower(limited);
        return TLane.Scale(ExpOfRemainder(Remainder(limited, n)), n);
    }

    /// <summary>e^x for x ≤ 0, subnormal where it is due: the same bits as <see cref="Exp"/> in fewer steps.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The exponents, none above 0.</param>
    /// <returns>The powers of e.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane ExpOfNonPositive<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // 2ⁿ is raised by so much that it is normal for every n; made with the offset of a power, n + that offset needs but a shift.
        var limited = TLane.AtLeast(x, Constant<TLane>(LeastSingle, LeastDouble));
        var offset = Constant<TLane>(LaneFormat.SinglePowerOffset + RaisedSingle, LaneFormat.DoublePowerOffset + RaisedDouble);
        var sum = TLane.MultiplyAdd(limited, TLane.Create(Log2OfE), offset);
        var raised = TLane.PowerOfSum(sum);
        var n = sum - offset;
        var r = Remainder(limited, n);
        var r2 = r * r;
        var less = TLane.MultiplyAdd(r2, ExpTail(r, r2), r);

        // Both ways round 1 + less, and then once more where the result is subnormal.
        return TLane.ScalesInOneStep
            ? TLane.Scale(TLane.One + less, n)
            : TLane.MultiplyAdd(raised, less, raised) * Constant<TLane>(LowerSingle, LowerDouble);
    }

    /// <summary>Limits x to where e^x is neither 0 nor infinite, and a little beyond, so that rounding gives those two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LimitExponent<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Clamp(x, Constant<TLane>(LeastSingle, LeastDouble), Constant<TLane>(89.0, 710.0));

    /// <summary>The integer n nearest to x / ln 2, for |x| below 2²⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane NearestPower<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var rounder = Constant<TLane>(RounderSingle, RounderDouble);
        return TLane.MultiplyAdd(x, TLane.Create(Log2OfE), rounder) - rounder;
    }

    /// <summary>r = x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Remainder<TLane>(TLane x, TLane n)
        where TLane : struct, ILane<TLane>
    {
        var high = TLane.MultiplyAdd(n, Constant<TLane>(-Ln2HighSingle, -Ln2HighDouble), x);
        return TLane.MultiplyAdd(n, Constant<TLane>(-Ln2LowSingle, -Ln2LowDouble), high);
    }

    /// <summary>e^r for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane ExpOfRemainder<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        var r2 = r * r;
        return TLane.One + TLane.MultiplyAdd(r2, ExpTail(r, r2), r);
    }

    /// <summary>q(r) = (e^r − 1 − r) / r²; for float one degree lower than where e^r − 1 itself is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane ExpTail<TLane>(TLane r, TLane r2)
        where TLane : struct, ILane<TLane> => TLane.IsDouble
        ? Expm1Tail(r, r2)
        : Polynomial(r, r2, 0.49999994, 0.16666521, 0.041668423, 0.008368741, 0.0013812127);
}
