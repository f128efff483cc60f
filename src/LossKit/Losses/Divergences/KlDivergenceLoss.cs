namespace LossKit;

/// <summary>The Kullback–Leibler divergence: how many nats more it takes to describe samples of the target by the predicted distribution.</summary>
/// <remarks>
/// Σ p·(ln p − ln q) for predicted logarithms ln q. A class with p = 0 costs nothing, even where ln q is −∞. The gradient by ln q is −p.
/// </remarks>
public sealed class KlDivergenceLoss : DivergenceLoss, ICatalogued<KlDivergenceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="KlDivergenceLoss"/> class.</summary>
    /// <param name="scale">What the targets are.</param>
    /// <param name="reduction">How the terms are reduced.</param>
    public KlDivergenceLoss(TargetScale scale = TargetScale.Probabilities, Reduction reduction = Reduction.BatchMean)
        : base(About, reduction) => Scale = OptionText.Defined("scale", scale);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "kl-divergence",
        Title = "Kullback–Leibler divergence",
        Aliases = ["kl"],
        Family = LossFamily.Divergence,
        Meaning = "How many nats more it takes to describe samples of the target by the predicted distribution.",
        Formula = "p·(ln p − ln q), the prediction being ln q; 0 where p = 0",
        Gradient = "−p",
        Inputs = Distributions("log-probabilities ln q", "probabilities p, at least 0; ln p with log-target", Domain.Real),
        Options = [new("log-target", OptionKind.Boolean, "false", "whether targets are logarithms of probabilities")],
        Reductions = UsualReductions,
        UseWhen = "Targets are distributions, and the prediction ends in a log-softmax.",
        AvoidWhen = "Predictions are scores: cross-entropy has the same gradient and the softmax inside (cross-entropy, distillation).",
        Pitfalls =
        [
            "The prediction is ln q, not q and not scores: probabilities give small negative values that still train, so apply a log-softmax first.",
            SeveralMeans,
            "It is not symmetric: with the target first it punishes classes that the prediction leaves out, and forgives those it adds.",
        ],
        Reference = "S. Kullback, R. A. Leibler, On information and sufficiency, Annals of Mathematical Statistics 22, 1951",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("KLDivLoss, functional.kl_div", "mean by default, over elements", "reduction=mean"),
            torchSharp: new("KLDivLoss, functional.kl_div", "targets are logarithms by default; no batch mean", "log-target=true:reduction=mean"),
            keras: new("KLDivergence, kl_divergence", "predictions are probabilities; both clipped to [1e-7, 1]; summed over the last axis"),
            optax: new("losses.kl_divergence", "summed over the last axis; " + ElsewhereNames.NotReduced)),
    };

    /// <summary>Gets what the targets are.</summary>
    public TargetScale Scale { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.BoundedGradient;

    /// <inheritdoc/>
    private protected override bool AddsGradients => false;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static KlDivergenceLoss Create(LossOptions options) =>
        new(options.Flag("log-target") ? TargetScale.LogProbabilities : TargetScale.Probabilities, options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => Scale == TargetScale.Probabilities
        ? RunTerms(default(Kernel), Domain.NonNegative, call)
        : RunTerms(default(LogTargetKernel), Domain.Real, call);

    // ln p is left out where p is 0, since there it may be −∞ beside another −∞.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Evaluate<TLane>(TLane prediction, TLane p, TLane logarithm, out TLane value, out TLane gradient)
        where TLane : struct, ILane<TLane>
    {
        var kept = TLane.Select(TLane.AreEqual(p, TLane.Zero), TLane.Zero, logarithm);
        value = LaneMath.MultiplyOrZero(p, kept - prediction);
        gradient = TLane.Select(TLane.IsNaN(prediction), prediction, TLane.Zero - p);
    }

    /// <summary>p·(ln p − ln q) and −p.</summary>
    private readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            KlDivergenceLoss.Evaluate(prediction, target, LaneMath.Log(target), out value, out gradient);
            hessian = TLane.Zero;
        }
    }

    /// <summary>The same from ln p.</summary>
    private readonly struct LogTargetKernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            KlDivergenceLoss.Evaluate(prediction, LaneMath.Exp(target), target, out value, out gradient);
            hessian = TLane.Zero;
        }
    }
}
