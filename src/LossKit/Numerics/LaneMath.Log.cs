using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// The logarithm: x = m·2ᵉ with m in [√½, √2), f = m − 1, ln x = e·ln 2 + ln(1 + f). For float, ln(1 + f) = f − f²/2 + f³·p(f) with
/// p of degree 7 (relative error 6.5e-9). For double, with s = f/(2 + f), ln(1 + f) = f − f²/2 + s·(f²/2 + s²·l(s²)) with l of
/// degree 6 (relative error 1.4e-18).
/// </content>
public static partial class LaneMath
{
    /// <summary>ln x: −∞ at ±0, NaN below, subnormal arguments included. Error at most 1 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>The natural logarithms.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var mantissa = SplitAny(x, out var exponent);
        return WithLogLimits(LogOfParts(mantissa - TLane.One, exponent), x);
    }

    /// <summary>Splits positive numbers, subnormal ones included, as <see cref="ILane{TSelf}.Split"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane SplitAny<TLane>(TLane x, out TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        var isSubnormal = x < Constant<TLane>(1.1754943508222875e-38, 2.2250738585072014e-308);
        var raised = x * Constant<TLane>(1L << 23, 1L << 52);
        var mantissa = TLane.Split(TLane.Select(isSubnormal, raised, x), out exponent);
        exponent -= isSubnormal & Constant<TLane>(23, 52);
        return mantissa;
    }

    /// <summary>e·ln 2 + ln(1 + f) for 1 + f in [√½, √2] and integers e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogOfParts<TLane>(TLane f, TLane e)
        where TLane : struct, ILane<TLane>
    {
        var rest = e * Constant<TLane>(Ln2LowSingle, Ln2LowDouble);
        var f2 = f * f;
        if (TLane.IsDouble)
        {
            var halfSquare = TLane.Create(0.5) * f2;
            var s = f / (TLane.Create(2.0) + f);
            var z = s * s;
            var tail = z * Polynomial(
                z, z * z, 0.6666666666666734, 0.39999999999416397, 0.285714287420076, 0.22222198611810492, 0.18183562341786788,
                0.15314100682546722, 0.147954546788551);
            rest = TLane.MultiplyAdd(s, halfSquare + tail, rest) - halfSquare;
        }
        else
        {
            var tail = Polynomial(
                f, f2, 0.3333333, -0.2500082, 0.20001225, -0.16623357, 0.14201777, -0.13160196, 0.12761487, -0.07634377);
            rest = TLane.MultiplyAdd(f2 * f, tail, rest);
            rest = TLane.MultiplyAdd(f2, TLane.Create(-0.5), rest);
        }

        return TLane.MultiplyAdd(e, Constant<TLane>(Ln2HighSingle, Ln2HighDouble), f + rest);
    }

    /// <summary>Puts in the logarithms that are no finite number: −∞ at 0, NaN below 0 and at NaN, +∞ at +∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane WithLogLimits<TLane>(TLane result, TLane x)
        where TLane : struct, ILane<TLane>
    {
        var infinity = TLane.Create(double.PositiveInfinity);
        var limit = TLane.SelectEqual(x, TLane.Zero, -infinity, TLane.Create(double.NaN));
        var upper = TLane.SelectEqual(x, infinity, infinity, limit);
        return TLane.SelectLess(TLane.Zero, x, TLane.SelectLess(x, infinity, result, upper), limit);
    }
}
