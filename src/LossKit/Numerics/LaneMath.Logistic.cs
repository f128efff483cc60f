using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>The logistic family: all of it from one t = e^−|x|, which lies in (0, 1] and never overflows.</content>
public static partial class LaneMath
{
    /// <summary>
    /// Softplus, sigmoid and the sigmoid's complement of the same logits, sharing one exponential and one division. What is not
    /// used costs nothing. Errors at most 2 ulp each, also where a probability is subnormal.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The logits.</param>
    /// <param name="softplus">Receives ln(1 + e^x).</param>
    /// <param name="sigmoid">Receives 1 / (1 + e^−x).</param>
    /// <param name="complement">Receives 1 / (1 + e^x), the sigmoid of −x.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Logistic<TLane>(TLane x, out TLane softplus, out TLane sigmoid, out TLane complement)
        where TLane : struct, ILane<TLane>
    {
        LogisticTails(x, out var tail, out var smaller, out var larger);
        softplus = TLane.IsDouble
            ? TLane.AtLeast(x, TLane.Zero) + tail
            : TLane.SelectLess(TLane.Zero, x, SoftplusOfPositive(x), tail);
        sigmoid = TLane.SelectLess(x, TLane.Zero, smaller, larger);
        complement = TLane.SelectLess(x, TLane.Zero, larger, smaller);
    }

    /// <summary>
    /// Softplus of positive floats: x + t + (ln(1 + t) − t) with t = e^−x, where the first sum keeps its rounding error, for three
    /// roundings would be too many where the first two terms are alike.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane SoftplusOfPositive<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var t = Decay(x | TLane.Create(-0.0));
        var sum = x + t;
        var part = sum - x;
        var lost = x - (sum - part) + (t - part);
        var softplus = sum + TLane.MultiplyAdd(t * t, Log1pTail(t), lost);

        // From there on t does not matter, and at infinity the difference has no meaning.
        return TLane.SelectLess(TLane.Create(64), x, x, softplus);
    }

    /// <summary>
    /// What the logistic functions of a logit and of its opposite have in common, by its magnitude alone. Losses choose between the two
    /// probabilities by arithmetic of their own.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The logits.</param>
    /// <param name="tail">Receives ln(1 + e^−|x|): softplus less max(0, x).</param>
    /// <param name="smaller">Receives 1 / (1 + e^|x|), at most ½.</param>
    /// <param name="larger">Receives 1 / (1 + e^−|x|), at least ½.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LogisticTails<TLane>(TLane x, out TLane tail, out TLane smaller, out TLane larger)
        where TLane : struct, ILane<TLane> => LogisticTailsOfDecay(LogisticDecay(x), out tail, out smaller, out larger);

    /// <summary>e^−|x|: the first half of <see cref="LogisticTails"/>.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The logits.</param>
    /// <returns>The powers of e, in [0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane LogisticDecay<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => Decay(x | TLane.Create(-0.0));

    /// <summary>The second half of <see cref="LogisticTails"/>.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="t">e^−|x|.</param>
    /// <param name="tail">Receives ln(1 + t).</param>
    /// <param name="smaller">Receives t / (1 + t).</param>
    /// <param name="larger">Receives 1 / (1 + t).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LogisticTailsOfDecay<TLane>(TLane t, out TLane tail, out TLane smaller, out TLane larger)
        where TLane : struct, ILane<TLane>
    {
        tail = Log1pOfUnit(t);

        // t / (1 + t) as t - t·q and 1 / (1 + t) as 1 - q: the errors of q come in scaled down, and one division serves both.
        var q = t / (TLane.One + t);
        smaller = TLane.NegatedMultiplyAdd(t, q, t);
        larger = TLane.One - q;
    }

    /// <summary>1 / (1 + e^−x), with full relative accuracy at both ends. Error at most 2 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The logits.</param>
    /// <returns>The probabilities.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sigmoid<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        Logistic(x, out _, out var sigmoid, out _);
        return sigmoid;
    }

    /// <summary>ln(1 + e^x), with full relative accuracy at both ends. Error at most 2 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The logits.</param>
    /// <returns>The softplus of each.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Softplus<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        Logistic(x, out var softplus, out _, out _);
        return softplus;
    }
}
