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
        var sign = TLane.CopySign(TLane.One, logit);
        against = TLane.MultiplyAdd(sign, half, half) - label;

        // An infinite logit costs nothing where its label agrees.
        entropy = tail + TLane.SelectEqual(against, TLane.Zero, TLane.Zero, against * logit);
        slope = TLane.NegatedMultiplyAdd(sign, smaller, against);
    }
}
