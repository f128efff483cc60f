using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// e^x − 1 from the pieces of e^x: 2ⁿ·(r + r²·q(r)) + (2ⁿ − 1), where r is kept in two parts and the sum with 2ⁿ − 1 keeps its
/// rounding error, since for n = ±1 both are of the size of the result.
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
        var rest = TLane.MultiplyAdd(r2, ExpTail(r, r2), high - r + low);

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
}
