namespace LossKit;

/// <summary>
/// Binary cross-entropy of predicted probabilities. From a network, prefer <see cref="BceWithLogitsLoss"/>, which loses no digits.
/// </summary>
/// <remarks>
/// Each logarithm is at least −100, so a confident wrong answer costs 100 and not infinity. Gradient (p − t)/max(p(1 − p), 1e-12).
/// </remarks>
public sealed class BceLoss : ElementwiseLoss, ICatalogued<BceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="BceLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public BceLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "bce",
        Title = "Binary cross-entropy of probabilities",
        Aliases = ["binary-cross-entropy"],
        Family = LossFamily.Classification,
        Meaning = "How surprising a label is under a predicted probability.",
        Formula = "−t·ln p − (1 − t)·ln(1 − p), each logarithm at least −100",
        Gradient = "(p − t)/max(p(1 − p), 1e-12)",
        Hessian = "t/p² + (1 − t)/(1 − p)²; 1e12 where p(1 − p) is below 1e-12",
        Inputs = InputLists.Matched(Domain.UnitInterval, Domain.UnitInterval),
        Noise = new("Bernoulli", "the probability of the label 1"),
        UseWhen = "Predictions are probabilities already and their logits are not to be had.",
        AvoidWhen = "Logits are at hand: bce-with-logits is exact where a probability has rounded to 0 or 1.",
        Pitfalls =
        [
            "Logits instead of probabilities are refused outside [0, 1] and silently wrong inside: use bce-with-logits on "
                + "the raw scores.",
            "A float sigmoid of 17 is exactly 1, and a wrong answer there costs the clamp of 100 instead of its logit: keep "
                + "the logits and use bce-with-logits.",
        ],
        Reference = "I. J. Good, Rational decisions, Journal of the Royal Statistical Society B 14(1), 1952",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("BCELoss, functional.binary_cross_entropy"),
            torchSharp: new("BCELoss, functional.binary_cross_entropy"),
            keras: new(
                "BinaryCrossentropy, binary_crossentropy",
                "probabilities are clipped by 1e-7: a wrong answer costs at most 16; " + ElsewhereNames.LastAxisAveraged),
            optax: NameThere.Missing("sigmoid_binary_cross_entropy takes logits")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.NonNegative | LossTraits.Proper;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static BceLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(default(Kernel), call);

    /// <summary>The logarithms are cut at −100; ln(1 − p) is taken as log1p(−p).</summary>
    internal readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var one = TLane.One;
            var least = TLane.Create(-100);
            var rest = one - target;
            var other = one - prediction;
            var logarithm = TLane.Max(least, LaneMath.Log(prediction));
            var logarithmOfOther = TLane.Max(least, LaneMath.Log1p(-prediction));
            value = -TLane.MultiplyAdd(target, logarithm, rest * logarithmOfOther);
            var variance = prediction * other;
            var floor = TLane.Create(1e-12);
            var divisor = TLane.Max(variance, floor);
            gradient = (prediction - target) / divisor;
            if (!TWanted.Hessian)
            {
                hessian = TLane.Zero;
                return;
            }

            var curvature = (target / (prediction * prediction)) + (rest / (other * other));
            hessian = TLane.Select(variance < floor, one / floor, curvature);
        }
    }
}
