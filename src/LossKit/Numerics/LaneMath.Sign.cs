namespace LossKit;

/// <content>Functions with a corner or a pole at one point.</content>
public static partial class LaneMath
{
    /// <summary>−1, 0 or +1 by the sign of x: the derivative of |x| with 0 at the kink. NaN stays NaN.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>Their signs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sign<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.SelectLess(TLane.Zero, TLane.Abs(x), TLane.CopySign(TLane.One, x), x);

    /// <summary>1 where x is positive, 0 where it is not: the derivative of max(0, x) with 0 at the kink. NaN stays NaN.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>The steps.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Step<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.IsNaN(x), x, (x > TLane.Zero) & TLane.One);
}
