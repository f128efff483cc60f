namespace LossKit;

/// <summary>
/// Binary cross-entropy of logits: exact however confident the prediction is. Each output has a label of its own, so it serves
/// binary and multi-label problems.
/// </summary>
/// <remarks>
/// −w₊·t·ln σ(z) − (1 − t)·ln σ(−z). The weights w₊ of positive labels, one for each output along the last dimension, trade
/// precision against recall.
/// </remarks>
public sealed class BceWithLogitsLoss : ElementwiseLoss, ICatalogued<BceWithLogitsLoss>
{
    private const string PosWeight = "pos-weight";
    private readonly ParameterVector? _posWeights;

    /// <summary>Initializes a new instance of the <see cref="BceWithLogitsLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <param name="posWeights">
    /// A factor for the positive labels of each output along the last dimension; at least 0, empty for none. The number of
    /// negatives over the number of positives balances the two.
    /// </param>
    /// <exception cref="LossException">A weight is negative.</exception>
    public BceWithLogitsLoss(Reduction reduction = Reduction.Mean, ReadOnlySpan<double> posWeights = default)
        : base(About, reduction) => _posWeights = ParameterVector.Of(About.Inputs[^1], posWeights);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "bce-with-logits",
        Title = "Binary cross-entropy of logits",
        Aliases = ["sigmoid-cross-entropy", "binary-cross-entropy-with-logits"],
        Family = LossFamily.Classification,
        Meaning = "How surprising a label is under the probability σ(z) of a logit z.",
        Formula = "−w₊·t·ln σ(z) − (1 − t)·ln σ(−z)",
        Gradient = "(1 − t)·σ(z) − w₊·t·σ(−z); without weights σ(z) − t",
        Hessian = "(w₊·t + 1 − t)·σ(z)·σ(−z)",
        Inputs = InputLists.Matched(
            Domain.Real,
            Domain.UnitInterval,
            new LossInput(PosWeight, InputRole.ClassWeight, "[last dimension of prediction]", Domain.NonNegative)),
        Noise = new("Bernoulli", "the logit of the label 1"),
        UseWhen = "Two classes, or several labels that can hold at once.",
        AvoidWhen = "Exactly one of several classes holds: cross-entropy.",
        Pitfalls =
        [
            "A sigmoid before this loss squeezes logits into (0, 1): the value cannot fall below 0.31 for a positive label "
                + "and training seems to stop there, so give the raw scores.",
            "Weights of positive labels shift the predicted probabilities: at pos-weight w a calibrated answer comes out as "
                + "w·p/(w·p + 1 − p), so undo that before thresholds are set.",
        ],
        Reference = "D. R. Cox, The regression analysis of binary sequences, Journal of the Royal Statistical Society B 20(2), 1958",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("BCEWithLogitsLoss, functional.binary_cross_entropy_with_logits"),
            torchSharp: new(
                "BCEWithLogitsLoss, functional.binary_cross_entropy_with_logits",
                "the weights of positive labels are called pos_weights"),
            keras: new(
                "BinaryCrossentropy, binary_crossentropy",
                "logits only with from_logits=True; no weights of positive labels; " + ElsewhereNames.LastAxisAveraged),
            optax: new("sigmoid_binary_cross_entropy", "no weights of positive labels; " + ElsewhereNames.NotReduced, ElsewhereNames.Unreduced)),
    };

    /// <summary>Gets the factors of the positive labels, one for each output; empty for none.</summary>
    public IReadOnlyList<double> PosWeights => _posWeights?.Values ?? [];

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.BoundedGradient | LossTraits.NonNegative
        | (_posWeights is null ? LossTraits.Proper : LossTraits.None);

    private protected override (string Input, ParameterVector Numbers)? LastDimension =>
        _posWeights is null ? null : (PosWeight, _posWeights);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static BceWithLogitsLoss Create(LossOptions options) => new(options.Reduction, [.. options.ClassWeights ?? []]);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => _posWeights is null
        ? ElementwiseDriver.RunStaged(default(Kernel), call)
        : ElementwiseDriver.RunCompanion(default(WeightedKernel), call with { Companion = _posWeights.As<T>() });

    /// <summary>Both labels count alike.</summary>
    internal readonly struct Kernel : IStagedKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prepare<TLane>(TLane prediction, TLane target)
            where TLane : struct, ILane<TLane> => LaneMath.LogisticDecay(prediction);

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
            LaneMath.LogisticTailsOfDecay(prepared, out var tail, out var smaller, out var larger);
            BinaryLabel.Weigh(prediction, target, tail, smaller, out _, out value, out gradient);
            hessian = smaller * larger;
        }
    }

    /// <summary>The third number is the weight of a positive label.</summary>
    internal readonly struct WeightedKernel : ICompanionKernel
    {
        /// <inheritdoc/>
        public static bool ReadsCompanion => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(
            TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            LaneMath.LogisticTails(prediction, out var tail, out var smaller, out var larger);
            BinaryLabel.Weigh(prediction, target, companion, tail, smaller, out var total, out value, out gradient);
            second = total * (smaller * larger);
        }
    }
}
