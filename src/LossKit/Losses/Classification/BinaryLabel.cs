namespace LossKit;

/// <summary>The binary cross-entropy of a logit with a label in [0, 1], from the parts that the logistic functions share.</summary>
internal static class BinaryLabel
{
    /// <summary>
    /// Weighs a logit z against a label t. With n = [z ≥ 0] − t, whose magnitude is the weight of the label that z's sign speaks against,
    /// the entropy is n·z + ln(1 + e^−|z|) and σ(z) − t is n − sign(z)·σ(−|z|): neither cancels where its result does not.
    /// </summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="logit">The logits z.</param>
    /// <param name="label">The labels t.</param>
    /// <param name="tail">ln(1 + e^−|z|).</param>
    /// <param name="smaller">σ(−|z|).</param>
    /// <param name="against">Receives n.</param>
    /// <param name="entropy">Receives −t·ln σ(z) − (1 − t)·ln σ(−z).</param>
    /// <param name="slope">Receives σ(z) − t.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh<TLane>(
        TLane logit, TLane label, TLane tail, TLane smaller, out TLane against, out TLane entropy, out TLane slope)
        where TLane : struct, ILane<TLane>
    {
        var half = TLane.Create(0.5);
        var sign = SignOf(logit);
        against = TLane.MultiplyAdd(sign, half, half) - label;
        entropy = Counted(against, logit, tail);
        slope = TLane.NegatedMultiplyAdd(sign, smaller, against);
    }

    /// <summary>The same with a weight w of label 1, and the same bits where that is 1.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="logit">The logits z.</param>
    /// <param name="label">The labels t.</param>
    /// <param name="weight">The weights w.</param>
    /// <param name="tail">ln(1 + e^−|z|).</param>
    /// <param name="smaller">σ(−|z|).</param>
    /// <param name="total">Receives w·t + 1 − t.</param>
    /// <param name="entropy">Receives −w·t·ln σ(z) − (1 − t)·ln σ(−z).</param>
    /// <param name="slope">Receives its derivative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh<TLane>(
        TLane logit, TLane label, TLane weight, TLane tail, TLane smaller, out TLane total, out TLane entropy, out TLane slope)
        where TLane : struct, ILane<TLane>
    {
        var sign = SignOf(logit);
        var positive = label * weight;
        var negative = TLane.One - label;
        var against = TLane.SelectLess(sign, TLane.Zero, -positive, negative);
        total = positive + negative;
        entropy = Counted(against, logit, total * tail);
        slope = TLane.NegatedMultiplyAdd(sign * total, smaller, against);
    }

    // −0 is 0: the weights of its two labels differ by what 1 − t rounds away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane SignOf<TLane>(TLane logit)
        where TLane : struct, ILane<TLane> => TLane.CopySign(TLane.One, logit + TLane.Zero);

    // An infinite logit costs nothing where its label agrees.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Counted<TLane>(TLane against, TLane logit, TLane tail)
        where TLane : struct, ILane<TLane> =>
        TLane.SelectEqual(against, TLane.Zero, tail, TLane.MultiplyAdd(against, logit, tail));
}
