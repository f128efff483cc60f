using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// The arc tangent: x + x³·p(x²) for |x| ≤ tan(π/8), p of degree 3 for float (relative error 2.2e-8) and 10 for double
/// (5e-18); larger arguments are first turned by π/4 or π/2.
/// </content>
public static partial class LaneMath
{
    /// <summary>The arc tangent in radians, odd to the last bit, ±π/2 at ±∞. Error at most 2 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The tangents.</param>
    /// <returns>The angles.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Atan<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var magnitude = TLane.Abs(x);
        var isMiddle = magnitude > TLane.Create(0.4142135623730950);
        var isLarge = magnitude > TLane.Create(2.414213562373095);

        // (m - 1)/(m + 1) turns by π/4, -1/m by π/2.
        var numerator = TLane.Select(isLarge, -TLane.One, TLane.Select(isMiddle, magnitude - TLane.One, magnitude));
        var denominator = TLane.Select(isLarge, magnitude, TLane.Select(isMiddle, magnitude + TLane.One, TLane.One));
        var turns = (isMiddle & TLane.One) + (isLarge & TLane.One);
        var q = numerator / denominator;

        // What rounding took from m + 1 and from the quotient: beyond π/8 the two together would be two spacings of the result.
        var lost = magnitude - (denominator - TLane.One);
        var left = TLane.NegatedMultiplyAdd(q, lost, TLane.NegatedMultiplyAdd(q, denominator, numerator));
        var correction = TLane.Select(isMiddle & ~isLarge, left / denominator, TLane.Zero);
        var z = q * q;
        var tail = TLane.IsDouble
            ? Polynomial(
                z, z * z, -0.333333333333332, 0.19999999999953255, -0.14285714280167292, 0.11111110782190295, -0.09090897726239407,
                0.07692059734589103, -0.0666309939475583, 0.058478606374574575, -0.05039196475195966, 0.03806229154618587,
                -0.0179052037679962)
            : Polynomial(z, z * z, -0.3333295, 0.19977711, -0.13877696, 0.08053786);
        var bend = TLane.MultiplyAdd(q * z, tail, correction);
        var rest = TLane.MultiplyAdd(turns, Constant<TLane>(-2.1855694143368964e-08, 3.061616997868383e-17), bend);
        var angle = TLane.MultiplyAdd(turns, Constant<TLane>(0.7853981852531433, 0.7853981633974483), q + rest);
        return TLane.CopySign(angle, x);
    }
}
