namespace LossKit;

/// <summary>
/// Focal loss of logits with a label each: binary cross-entropy that fades for what is already predicted well.
/// </summary>
/// <remarks>
/// α_t·(1 − p_t)^γ·bce(z, t) with p_t = σ(z)·t + (1 − σ(z))·(1 − t) and α_t = α·t + (1 − α)·(1 − t). The gradient and the second
/// derivative are finite for every γ ≥ 0 and every logit.
/// </remarks>
public sealed class SigmoidFocalLoss : ElementwiseLoss, ICatalogued<SigmoidFocalLoss>
{
    /// <summary>Initializes a new instance of the <see cref="SigmoidFocalLoss"/> class.</summary>
    /// <param name="gamma">How fast well-predicted elements fade; at least 0, and 0 is binary cross-entropy.</param>
    /// <param name="alpha">The weight of label 1, against 1 − α of label 0; in [0, 1], or null for no weighting.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SigmoidFocalLoss(double gamma = 2, double? alpha = 0.25, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Gamma = About.Check("gamma", gamma);
        Alpha = alpha is double weight ? About.Check("alpha", weight) : null;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "sigmoid-focal",
        Title = "Sigmoid focal",
        Aliases = ["binary-focal"],
        Family = LossFamily.Classification,
        Meaning = "Binary cross-entropy that turns its back on easy elements, so that the rare hard ones are heard.",
        Formula = "α_t·(1 − p_t)^γ·bce(z, t), p_t = σt + (1 − σ)(1 − t), α_t = αt + (1 − α)(1 − t)",
        Gradient = "α_t·u^γ·(σ − t + γ·(u′/u)·bce), u = 1 − p_t, u′ = (1 − 2t)·σ·(1 − σ)",
        Hessian = "α_t·u^γ·(σ(1 − σ) + 2γ(u′/u)(σ − t) + γ(u″/u)·bce + γ(γ − 1)(u′/u)²·bce)",
        Inputs = InputLists.Matched(Domain.Real, Domain.UnitInterval),
        Options =
        [
            new("gamma", OptionKind.Number, "2", "how fast well-predicted elements fade") { Domain = Domain.NonNegative },
            new("alpha", OptionKind.OptionalNumber, "0.25", "the weight of label 1; null for none") { Domain = Domain.UnitInterval },
        ],
        UseWhen = "One label is very rare and most elements are easy, as in dense object detection.",
        AvoidWhen = "Calibrated probabilities are wanted: it leaves them too modest (bce-with-logits with weights).",
        Pitfalls =
        [
            "Alpha 0.25 weighs label 1 by 0.25 and label 0 by 0.75, the reverse of what its use for rare positives "
                + "suggests, since gamma has already silenced the negatives: tune both together, or set alpha to null.",
            "Dividing by all elements makes the value of dense detection vanish, as nearly all are easy: sum, and divide by "
                + "the number of positive elements.",
            "At the start every negative predicts 0.5 and their sum drowns the rest: set the last bias so that σ starts "
                + "near 0.01.",
        ],
        Reference = "T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár, Focal loss for dense object detection, ICCV 2017, equation 5",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new(
                "torchvision.ops.sigmoid_focal_loss",
                "not reduced by default; alpha −1 for no weighting",
                ElsewhereNames.Unreduced),
            torchSharp: new("torchvision.ops.sigmoid_focal_loss", ElsewhereNames.AsPyTorch, ElsewhereNames.Unreduced),
            keras: new(
                "BinaryFocalCrossentropy, binary_focal_crossentropy",
                "alpha counts only with apply_class_balancing=True; logits only with from_logits=True; clipped by 1e-7",
                "alpha=null"),
            optax: new("sigmoid_focal_loss", "no alpha by default; " + ElsewhereNames.NotReduced, "alpha=null:reduction=none"),
            new ElsewhereName("MONAI", "FocalLoss", "no alpha by default; a sum averages over space first", "alpha=null")),
    };

    /// <summary>Gets how fast well-predicted elements fade.</summary>
    public double Gamma { get; }

    /// <summary>Gets the weight of label 1; null for no weighting.</summary>
    public double? Alpha { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative | LossTraits.BoundedGradient | (Gamma == 0 ? LossTraits.Convex : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SigmoidFocalLoss Create(LossOptions options) =>
        new(options.Number("gamma"), options.OptionalNumber("alpha"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call)
    {
        var positive = Alpha ?? 1;
        var negative = Alpha is double alpha ? 1 - alpha : 1;
        return Gamma == 2
            ? ElementwiseDriver.RunStaged(new Kernel<SquarePower>(default, Gamma, positive, negative), call)
            : ElementwiseDriver.RunStaged(new Kernel<AnyPower>(new AnyPower(Gamma), Gamma, positive, negative), call);
    }

    /// <summary>
    /// With u = 1 − p_t, every term is u^γ times something finite: u′/u and u″/u stay bounded where u itself underflows.
    /// </summary>
    internal readonly struct Kernel<TPower>(TPower power, double gamma, double positive, double negative) : IStagedKernel
        where TPower : struct, IPower
    {
        private readonly LaneConstant _gamma = new(gamma);
        private readonly LaneConstant _positive = new(positive);
        private readonly LaneConstant _negative = new(negative);

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
            BinaryLabel.Weigh(prediction, target, tail, smaller, out var against, out var entropy, out var slope);
            var rest = TLane.One - target;
            var turn = rest - target;
            var scale = TLane.MultiplyAdd(_positive.Spread<TLane>(), target, _negative.Spread<TLane>() * rest);

            // u = |n|·σ(|z|) + (1 − |n|)·σ(−|z|), whose derivative is (1 − 2t)·σ(z)·σ(−z).
            var miss = TLane.MultiplyAdd(TLane.Abs(against), larger - smaller, smaller);
            var variance = smaller * larger;
            power.Of(miss, turn * variance, turn * larger, out var faded, out var first, out var second);
            value = scale * (faded * entropy);

            // Where the entropy is infinite it is multiplied by 0 in all that follows.
            var finite = TLane.AtMost(entropy, TLane.Create(TLane.IsDouble ? double.MaxValue : float.MaxValue));
            var exponent = _gamma.Spread<TLane>();
            gradient = scale * TLane.MultiplyAdd(exponent * first, finite, faded * slope);
            if (!TWanted.Hessian)
            {
                hessian = TLane.Zero;
                return;
            }

            // (1 − 2σ)·H + 2(σ − t), of which the first is −sign(z)·(1 − 2σ(−|z|))·H.
            var bent = TLane.MultiplyAdd(TLane.CopySign(smaller - larger, -prediction), finite, slope + slope);
            var mixed = TLane.MultiplyAdd((exponent - TLane.One) * second, finite, first * bent);
            hessian = scale * TLane.MultiplyAdd(exponent, mixed, faded * variance);
        }
    }
}
