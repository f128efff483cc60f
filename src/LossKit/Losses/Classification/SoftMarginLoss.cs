namespace LossKit;

/// <summary>
/// Logistic loss of a score against a target of −1 or +1: ln(1 + exp(−t·s)).
/// </summary>
/// <remarks>The same as binary cross-entropy of logits with labels written as signs.</remarks>
public sealed class SoftMarginLoss : ElementwiseLoss, ICatalogued<SoftMarginLoss>
{
    /// <summary>Initializes a new instance of the <see cref="SoftMarginLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public SoftMarginLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "soft-margin",
        Title = "Soft margin (logistic)",
        Aliases = ["logistic"],
        Family = LossFamily.Classification,
        Meaning = "Binary cross-entropy for labels −1 and +1.",
        Formula = "ln(1 + exp(−t·s))",
        Gradient = "−t·σ(−t·s)",
        Hessian = "t²·σ(t·s)·σ(−t·s)",
        Inputs = InputLists.Matched(Domain.Real, Domain.Signs),
        Noise = new("Bernoulli", "the logit of the label +1"),
        UseWhen = "Labels are −1 and +1 and probabilities are wanted: σ(s) is the probability of +1.",
        AvoidWhen = "Labels are 0 and 1: bce-with-logits says the same without recoding.",
        Pitfalls =
        [
            "Labels 0 and 1 are refused, since a label of 0 would cost ln 2 whatever the score: recode them as 2t − 1, or "
                + "use bce-with-logits.",
            "Written out as log(1 + exp(−t·s)) in float it is infinite from −t·s = 89 on: use this loss, which is −t·s "
                + "there.",
        ],
        Reference = "J. Friedman, T. Hastie, R. Tibshirani, Additive logistic regression: a statistical view of boosting, Annals "
            + "of Statistics 28(2), 2000",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("SoftMarginLoss, functional.soft_margin_loss", "exp(−t·s) is computed as it stands and overflows"),
            torchSharp: new("SoftMarginLoss, functional.soft_margin_loss", ElsewhereNames.AsPyTorch),
            keras: NameThere.Missing("BinaryCrossentropy with from_logits=True and labels 0 and 1"),
            optax: NameThere.Missing("sigmoid_binary_cross_entropy with labels 0 and 1")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.BoundedGradient | LossTraits.NonNegative | LossTraits.Proper;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SoftMarginLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.RunStaged(default(Kernel), call);

    /// <summary>softplus(−m), −t·σ(−m), t²·σ(m)·σ(−m) with the margin m = t·s.</summary>
    internal readonly struct Kernel : IStagedKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prepare<TLane>(TLane prediction, TLane target)
            where TLane : struct, ILane<TLane> => LaneMath.LogisticDecay(target * prediction);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted =>
            Finish<TLane, TWanted>(prediction, target, Prepare(prediction, target), out value, out gradient, out hessian);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<TLane, TWanted>(
            TLane prediction, TLane target, TLane prepared, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var margin = target * prediction;
            LaneMath.LogisticTailsOfDecay(prepared, out var tail, out var smaller, out var larger);
            value = tail - TLane.AtMost(margin, TLane.Zero);
            var miss = TLane.SelectLess(margin, TLane.Zero, larger, smaller);
            gradient = TLane.NegatedMultiplyAdd(target, miss, TLane.Zero);
            hessian = target * target * (smaller * larger);
        }
    }
}
