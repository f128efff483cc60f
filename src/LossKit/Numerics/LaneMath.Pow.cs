using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// x^y = e^(y·ln x) with ln x and y·ln x as sums of two numbers, for an error of ln x is multiplied by up to 745. With
/// s = f/(2 + f), ln(1 + f) = s·(2 + s²·(⅔ + s²·p(s²))), p of degree 2 for float (relative error 1e-11) and 6 for double (2e-20).
/// </content>
public static partial class LaneMath
{
    /// <summary>
    /// x^y for x ≥ 0. As everywhere, 1^y and x^0 are 1 even for NaN; 0^y is 0 above and +∞ below y = 0. A negative x gives NaN.
    /// Error at most 2 ulp.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, TLane y)
        where TLane : struct, ILane<TLane>
    {
        var logarithm = LogInTwoParts(x, out var logarithmRest);
        var product = y * logarithm;
        var productRest = TLane.MultiplyAdd(y, logarithmRest, TLane.MultiplyAdd(y, logarithm, -product));
        var limited = LimitExponent(product);
        var n = NearestPower(limited);

        // Where the product had to be limited its rest has no meaning, and may be NaN.
        var r = Remainder(limited, n) + (TLane.AreEqual(limited, product) & productRest);
        var power = TLane.Scale(ExpOfRemainder(r), n);
        return TLane.Select(TLane.AreEqual(y, TLane.Zero) | TLane.AreEqual(x, TLane.One), TLane.One, power);
    }

    /// <summary>ln x as a sum of two numbers, relative error about 2⁻³³ for float and 2⁻⁶⁴ for double.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="rest">Receives the smaller part; of no meaning where the result is not finite.</param>
    /// <returns>The larger part, which is the rounded logarithm.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogInTwoParts<TLane>(TLane x, out TLane rest)
        where TLane : struct, ILane<TLane>
    {
        var f = SplitAny(x, out var exponent) - TLane.One;
        var two = TLane.Create(2.0);

        // s + sRest = f / (2 + f).
        var divisor = two + f;
        var divisorRest = f - (divisor - two);
        var reciprocal = TLane.One / divisor;
        var s = f * reciprocal;
        var sRest = TLane.MultiplyAdd(-s, divisorRest, TLane.MultiplyAdd(-s, divisor, f)) * reciprocal;

        // z + zRest = s².
        var z = s * s;
        var zRest = TLane.MultiplyAdd(s + s, sRest, TLane.MultiplyAdd(s, s, -z));

        // c + cRest = ⅔ + z·p(z).
        var tail = TLane.IsDouble
            ? Polynomial(
                z, z * z, 0.4000000000000225, 0.28571428570103313, 0.22222222519267304, 0.18181784423518182, 0.1538675477628853,
                0.13256876290970446, 0.13195793659569166)
            : Polynomial(z, 0.40000153, 0.2854716, 0.23417999);
        var twoThirds = Constant<TLane>(0.6666666865348816, 0.6666666666666666);
        tail = TLane.MultiplyAdd(z, tail, Constant<TLane>(-1.9868215517249155e-08, 3.700743415417188e-17));
        var c = twoThirds + tail;
        var cRest = tail - (c - twoThirds);

        // q + qRest = 2 + z·(c + cRest).
        var product = z * c;
        var productRest = TLane.MultiplyAdd(zRest, c, TLane.MultiplyAdd(z, cRest, TLane.MultiplyAdd(z, c, -product)));
        var q = two + product;
        var qRest = product - (q - two) + productRest;

        // mantissa + mantissaRest = ln(1 + f).
        var mantissa = s * q;
        var mantissaRest = TLane.MultiplyAdd(sRest, q, TLane.MultiplyAdd(s, qRest, TLane.MultiplyAdd(s, q, -mantissa)));

        // The first part of ln 2 has so few digits that its product with the exponent is exact.
        var power = exponent * Constant<TLane>(0.69317626953125, 0.6931471805601177);
        var powerRest = exponent * Constant<TLane>(-2.9088971132296138e-05, -1.7239444525614835e-13);
        var sum = power + mantissa;
        var sumRest = mantissa - (sum - power) + (mantissaRest + powerRest);
        var result = sum + sumRest;
        rest = sumRest - (result - sum);
        return WithLogLimits(result, x);
    }
}
