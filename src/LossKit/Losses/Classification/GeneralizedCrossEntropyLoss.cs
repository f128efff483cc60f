namespace LossKit;

/// <summary>
/// Generalized cross-entropy: between softmax cross-entropy (<see cref="Q"/> 0) and the absolute error of probabilities (1), so that wrong
/// labels pull with bounded force.
/// </summary>
/// <remarks>
/// (1 − p_y^q)/q, which never exceeds 1/q, and −ln p_y at q = 0. A mean divides by the sum of the class weights of the targets that are not
/// ignored, as in cross-entropy.
/// </remarks>
public sealed class GeneralizedCrossEntropyLoss : ClassLoss, ICatalogued<GeneralizedCrossEntropyLoss>
{
    /// <summary>Initializes a new instance of the <see cref="GeneralizedCrossEntropyLoss"/> class.</summary>
    /// <param name="q">The robustness, in [0, 1]: 0 is cross-entropy, 1 counts 1 − p_y.</param>
    /// <param name="ignoreIndex">The target whose rows are left out; null for none.</param>
    /// <param name="classWeights">A factor for each class; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public GeneralizedCrossEntropyLoss(
        double q = 0.7,
        int? ignoreIndex = CrossEntropyLoss.DefaultIgnoreIndex,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction, classWeights, ignoreIndex) => Q = About.Check("q", q);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "generalized-cross-entropy",
        Title = "Generalized cross-entropy",
        Aliases = ["gce"],
        Family = LossFamily.Classification,
        Meaning = "Cross-entropy that gives up on rows it cannot explain, so that mislabelled ones are not learned by heart.",
        Formula = "w_y·(1 − p_y^q)/q, p = softmax(z); w_y·(−ln p_y) at q = 0",
        Gradient = "w_y·p_y^q·(p − onehot(y))",
        Inputs = InputLists.Classes("[N,C] or [N,C,d1,...] logits", "[N,d1,...] class indices"),
        Options =
        [
            new("q", OptionKind.Number, "0.7", "the robustness: 0 is cross-entropy, 1 counts 1 − p_y") { Domain = Domain.UnitInterval },
            new("ignore-index", OptionKind.Integer, "-100", "the class index whose rows are left out"),
        ],
        UseWhen = "A good part of the labels may be wrong: crowdsourced, scraped or guessed by rules.",
        AvoidWhen = "Labels are clean, or calibrated probabilities are wanted (cross-entropy).",
        Pitfalls =
        [
            "With many classes p_y starts near 0 and so does the gradient: training stands still; start with cross-entropy, or with a small q.",
            "Values of different q have no common scale, as the greatest is 1/q: compare by accuracy or by cross-entropy.",
        ],
        Reference = "Z. Zhang, M. R. Sabuncu, Generalized cross entropy loss for training deep neural networks with noisy labels, NeurIPS 2018",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: new(
                "CategoricalGeneralizedCrossEntropy, categorical_generalized_cross_entropy",
                "of probabilities, not logits; q 0.5 by default; no class weights, no ignored index",
                "q=0.5"),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets the robustness.</summary>
    public double Q { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative | LossTraits.BoundedGradient
        | (Q == 0 ? LossTraits.Convex : LossTraits.None)
        | (Q == 0 && ClassWeights.Count == 0 ? LossTraits.Proper : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GeneralizedCrossEntropyLoss Create(LossOptions options) => new(
        options.Number("q"), options.Integer("ignore-index"), [.. options.ClassWeights ?? []], options.Reduction);

    private protected override unsafe double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        fixed (T* weights = classWeights)
        {
            var rows = new RowWeights<T>(weights, IgnoreIndex);
            return Q == 0
                ? RowDriver.Run(new SingleClassRow<CrossEntropyLoss.Kernel, T>(default, rows, RowDivisor.Weights), call)
                : RowDriver.Run(new SingleClassRow<Kernel, T>(new Kernel(Q), rows, RowDivisor.Weights), call);
        }
    }

    /// <summary>−(e^(q·ln p) − 1)/q, exact where p is near 1; the slope p^q, from p itself as long as that is not subnormal.</summary>
    internal readonly struct Kernel(double q) : ISingleClassKernel
    {
        // No probability above 0 of either type has a longer logarithm.
        private const double LongestLogarithm = 800;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane>(TLane logProbability, TLane probability, TLane miss, out TLane value, out TLane slope)
            where TLane : struct, ILane<TLane>
        {
            var power = TLane.Create(q);
            var exponent = power * logProbability;
            value = -LaneMath.Expm1(exponent) / power;
            slope = PowerOf(probability, power, exponent);

            // What q has beyond a float: p^(y + rest) is p^y·(1 + rest·ln p).
            var rest = TLane.IsDouble ? 0 : q - (float)q;
            slope *= TLane.MultiplyAdd(TLane.Create(rest), TLane.Max(logProbability, TLane.Create(-LongestLogarithm)), TLane.One);
        }

        // Called: with it the loop over rows would be longer than what the JIT inlines.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static TLane PowerOf<TLane>(TLane probability, TLane power, TLane exponent)
            where TLane : struct, ILane<TLane>
        {
            var leastNormal = TLane.Create(TLane.IsDouble ? 2.2250738585072014e-308 : 1.1754943508222875e-38);
            return TLane.Select(probability < leastNormal, LaneMath.Exp(exponent), LaneMath.Pow(probability, power));
        }
    }
}
