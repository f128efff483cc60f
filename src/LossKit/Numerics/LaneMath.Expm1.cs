using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// e^x − 1 from the pieces of e^x: 2ⁿ·(r + r²·q(r)) + (2ⁿ − 1), where r is kept in two parts and the sum with 2ⁿ − 1 keeps its
/// rounding error, since for n = ±1 both are of the size of the result. On |r| ≤ ½ ln 2, q is of degree 5 for float (relative error
/// 2.2e-9 in e^r − 1) and 10 for double (1.1e-18).
/// </content>
public static partial class LaneMath
{
    /// <summary>e^x − 1 with full relative accuracy near 0: x itself there, its sign kept; −1 far below. Error at most 1.5 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers of e, less one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Expm1<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // Below the lower limit the result rounds to -1; above the upper one it is infinite.
        var limited = TLane.Clamp(x, TLane.Create(-45.0), Constant<TLane>(89.0, 710.0));
        var n = NearestPower(limited);
        var high = TLane.MultiplyAdd(n, Constant<TLane>(-Ln2HighSingle, -Ln2HighDouble), limited);
        var low = n * Constant<TLane>(-Ln2LowSingle, -Ln2LowDouble);
        var r = high + low;
        var r2 = r * r;
        var rest = TLane.MultiplyAdd(r2, Expm1Tail(r, r2), high - r + low);

        // Half of the result is computed, because 2ⁿ itself may be one step beyond the largest number.
        var scale = TLane.PowerOfTwo(n - TLane.One);
        var shift = scale - TLane.Create(0.5);
        var scaled = scale * r;
        var sum = shift + scaled;
        var half = sum + TLane.MultiplyAdd(scale, rest, scaled - (sum - shift));

        // Halving would cost a subnormal its last bit, and adding 0 costs -0 its sign.
        var isSmall = TLane.Abs(x) < Constant<TLane>(1.0 / (1 << 26), 1.0 / (1L << 55));
        return TLane.Select(isSmall, x, half + half);
    }

    /// <summary>q(r) = (e^r − 1 − r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Expm1Tail<TLane>(TLane r, TLane r2)
        where TLane : struct, ILane<TLane> => TLane.IsDouble
        ? Polynomial(
            r, r2, 0.5, 0.16666666666666677, 0.0416666666666665, 0.008333333333321652, 0.0013888888888967147,
            0.00019841269886078562, 2.480158716209699e-05, 2.7557244248751695e-06, 2.7557412399079985e-07,
            2.5109026430270716e-08, 2.0872065628332725e-09)
        : Polynomial(r, r2, 0.5, 0.16666666, 0.041666362, 0.008333393, 0.0013940659, 0.00019842864);
}
