using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// The exponential: x = n·ln 2 + r with |r| ≤ ½ ln 2, e^x = 2ⁿ·(1 + r + r²·q(r)). On that interval q is of degree 5 for float
/// (relative error 2.2e-9 in e^r − 1) and 10 for double (1.1e-18); where only e^r counts, degree 4 does for float (3.2e-9 in that).
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

    /// <summary>q(r) = (e^r − 1 − r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane ExpTail<TLane>(TLane r, TLane r2)
        where TLane : struct, ILane<TLane> => TLane.IsDouble
        ? Polynomial(
            r, r2, 0.5, 0.16666666666666677, 0.0416666666666665, 0.008333333333321652, 0.0013888888888967147,
            0.00019841269886078562, 2.480158716209699e-05, 2.7557244248751695e-06, 2.7557412399079985e-07,
            2.5109026430270716e-08, 2.0872065628332725e-09)
        : Polynomial(r, r2, 0.5, 0.16666666, 0.041666362, 0.008333393, 0.0013940659, 0.00019842864);

    /// <summary>q(r) of float, as good as e^r needs it but not e^r − 1 to the last digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane ShortExpTail<TLane>(TLane r)
        where TLane : struct, ILane<TLane> => Polynomial(r, 0.49999994, 0.16666517, 0.041668106, 0.0083691375, 0.0013836576);
}
