using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>ln(1 + x) as ln(u) with u the rounded 1 + x, whose rounding error joins the mantissa's distance from 1.</content>
public static partial class LaneMath
{
    /// <summary>
    /// ln(1 + x) with full relative accuracy near 0: x itself there, its sign kept; −∞ at −1, NaN below. Error at most 1.5 ulp.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The distances from 1.</param>
    /// <returns>The natural logarithms of 1 + x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log1p<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var u = TLane.One + x;
        var part = u - TLane.One;
        var roundingError = TLane.One - (u - part) + (x - part);
        return WithLogLimits(TLane.CopySign(LogOfSum(u, roundingError), x), u);
    }

    /// <summary>
    /// ln(1 − x) for x in [0, 1], given 1 − x as well in case it is small and known better than by this subtraction. −∞ where that is 0.
    /// Error at most 1.5 ulp.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The distances from 1.</param>
    /// <param name="complement">1 − x.</param>
    /// <returns>The natural logarithms.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane LogOfComplement<TLane>(TLane x, TLane complement)
        where TLane : struct, ILane<TLane>
    {
        var half = TLane.Create(0.5);
        var difference = TLane.One - x;
        var u = TLane.SelectLess(half, x, complement, difference);
        var roundingError = TLane.SelectLess(half, x, TLane.Zero, TLane.One - difference - x);
        return WithLogLimits(LogOfSum(u, roundingError), u);
    }

    /// <summary>ln(u + e) for positive normal numbers u and their rounding errors e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogOfSum<TLane>(TLane u, TLane roundingError)
        where TLane : struct, ILane<TLane>
    {
        var mantissa = TLane.Split(u, out var exponent);

        // Beyond 2¹²⁶ nothing was lost to rounding that could matter, and no smaller power of two would be a normal number.
        var unscale = TLane.PowerOfTwo(-TLane.Clamp(exponent, TLane.Create(-60.0), TLane.Create(126.0)));
        return LogOfParts(TLane.MultiplyAdd(roundingError, unscale, mantissa - TLane.One), exponent);
    }

    /// <summary>ln(1 + t) for t in [0, 1], full relative accuracy: what the functions of e^−|x| need of <see cref="Log1p"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Log1pOfUnit<TLane>(TLane t)
        where TLane : struct, ILane<TLane>
    {
        if (!TLane.IsDouble)
        {
            return TLane.MultiplyAdd(t * t, Log1pTail(t), t);
        }

        // Above √2 - 1 the mantissa of 1 + t is (1 + t)/2.
        var halved = TLane.MultiplyAdd(t, TLane.Create(0.5), TLane.Create(-0.5));
        var isUpper = t > TLane.Create(0.41421356237309503);
        return LogOfParts(TLane.Select(isUpper, halved, t), isUpper & TLane.One);
    }

    /// <summary>
    /// (ln(1 + t) − t) / t² for t in [0, 1], for float: few enough coefficients do without splitting the interval. Degree 8 (relative error
    /// 5.3e-9 in the logarithm).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Log1pTail<TLane>(TLane t)
        where TLane : struct, ILane<TLane> => Polynomial(
        t, -0.4999993, 0.33330464, -0.24958019, 0.19692102, -0.1534488, 0.10661129, -0.05745726, 0.02008628, -0.0032904835);
}
