using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>The exponential where it cannot overflow, as in a softmax that is shifted by its largest score.</content>
public static partial class LaneMath
{
    /// <summary>e^x for x ≤ 0, bit by bit what <see cref="Exp"/> gives, with one operation less: there is no upper limit to keep.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The exponents: at most 0, −∞ or NaN.</param>
    /// <returns>The powers of e.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Decay<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // The second operand is what is left where it is NaN.
        var limited = TLane.Larger(Constant<TLane>(-104.5, -746.0), x);
        var n = NearestPower(limited);
        return TLane.Scale(ExpOfRemainder(Remainder(limited, n)), n);
    }
}
