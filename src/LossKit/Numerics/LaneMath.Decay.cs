using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>The exponential where it cannot overflow, as in a softmax that is shifted by its largest score.</content>
public static partial class LaneMath
{
    /// <summary>e^x for x ≤ 0, bit by bit what <see cref="Exp"/> gives, in fewer steps: there is no upper limit to keep.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The exponents: at most 0, −∞ or NaN.</param>
    /// <returns>The powers of e.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Decay<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // 2ⁿ is raised by so much that it is normal for every n; made with the offset of a power, n + that offset needs but a shift.
        var limited = TLane.AtLeast(x, Constant<TLane>(LeastSingle, LeastDouble));
        var offset = Constant<TLane>(LaneFormat.SinglePowerOffset + RaisedSingle, LaneFormat.DoublePowerOffset + RaisedDouble);
        var sum = TLane.MultiplyAdd(limited, TLane.Create(Log2OfE), offset);
        var n = sum - offset;
        var power = ExpOfRemainder(Remainder(limited, n));

        // Two returns: what is not called is not compiled into the loops of four registers in step, which are as long as they may be.
        if (TLane.ScalesInOneStep)
        {
            return TLane.Scale(power, n);
        }

        // Raised, nothing is rounded; lowered again, a subnormal result is rounded once.
        return power * TLane.PowerOfSum(sum) * Constant<TLane>(LowerSingle, LowerDouble);
    }
}
