namespace LossKit;

/// <summary>The Jensen–Shannon divergence: how far two distributions are from their mean, in nats; symmetric and at most ln 2.</summary>
/// <remarks>
/// Σ p·ln(p/m)/2 + q·ln(q/m)/2 with m = (p + q)/2. The gradient by p is ln(p/m)/2: −∞ where p = 0 &lt; q, 0 where both are 0.
/// </remarks>
public sealed class JsDivergenceLoss : DivergenceLoss, ICatalogued<JsDivergenceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="JsDivergenceLoss"/> class.</summary>
    /// <param name="reduction">How the terms are reduced.</param>
    public JsDivergenceLoss(Reduction reduction = Reduction.BatchMean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "js-divergence",
        Title = "Jensen–Shannon divergence",
        Aliases = ["js"],
        Family = LossFamily.Divergence,
        Meaning = "How far two distributions are from their mean.",
        Formula = "p·ln(p/m)/2 + q·ln(q/m)/2, m = (p + q)/2, p the prediction, q the target",
        Gradient = "ln(p/m)/2: −∞ where p = 0 < q, 0 where both are 0",
        Inputs = Distributions("probabilities p", "probabilities q", Domain.NonNegative),
        Reductions = UsualReductions,
        UseWhen = "Two distributions shall be compared without preferring one, and the value shall stay bounded.",
        AvoidWhen = "The distributions share no class, where it is ln 2 wherever they lie, or predictions are logits (distillation, cross-entropy).",
        Pitfalls =
        [
            "Predictions are probabilities, and the gradient of one that is 0 is −∞: keep them above 0, which a softmax in float does not always do.",
            SeveralMeans,
            "Some texts take base 2, where it is at most 1: divide by ln 2 to compare.",
        ],
        Reference = "J. Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37, 1991",
        Elsewhere = ElsewhereNames.Nowhere("the mean of two Kullback–Leibler divergences from the mean distribution"),
    };

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative;

    /// <inheritdoc/>
    private protected override bool AddsGradients => false;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static JsDivergenceLoss Create(LossOptions options) => new(options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunTerms(default(Kernel), Domain.NonNegative, call);

    /// <summary>
    /// With d = (p − q)/(p + q) the term is m/2·((1 + d)·ln(1 + d) + (1 − d)·ln(1 − d)). Near d = 0, where that is a difference of numbers much
    /// larger than d², it is m/2·(2d·artanh d + ln(1 − d²)), which loses one bit. Everything comes from p + q rather than m, which subnormal
    /// numbers would round.
    /// </summary>
    private readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var half = TLane.Create(0.5);

            // Halved where the sum might overflow; the gradient knows no scale.
            var isLarge = TLane.Max(prediction, target) > TLane.One;
            var scale = TLane.Select(isLarge, half, TLane.One);
            var p = prediction * scale;
            var q = target * scale;
            var sum = p + q;
            var isNothing = TLane.AreEqual(sum, TLane.Zero);
            var divisor = TLane.Select(isNothing, TLane.One, sum);
            var difference = (p - q) / divisor;
            var isNear = TLane.Abs(difference) < half;
            var near = isNear & difference;

            var close = Close(near, half * sum, out var up);
            var far = half * Far(p, q, divisor, isNothing, out var logarithm);

            value = TLane.Select(isNear, close, far);
            value += isLarge & value;
            gradient = half * TLane.Select(isNear, up, logarithm);
            hessian = TLane.Zero;
        }

        // Five logarithms are more than the JIT inlines into one loop, hence the two calls. With d = (p − q)/(p + q), near 0:
        // mean·(d·(ln(1 + d) − ln(1 − d)) + ln(1 − d²))/2, and ln(1 + d).
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static TLane Close<TLane>(TLane near, TLane mean, out TLane up)
            where TLane : struct, ILane<TLane>
        {
            up = LaneMath.Log1p(near);
            var down = LaneMath.Log1p(-near);
            return TLane.Create(0.5) * mean * (((up - down) * near) + LaneMath.Log1p(-(near * near)));
        }

        // p·ln(2p/(p + q)) + q·ln(2q/(p + q)), and the first of these logarithms.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static TLane Far<TLane>(TLane p, TLane q, TLane divisor, TLane isNothing, out TLane logarithm)
            where TLane : struct, ILane<TLane>
        {
            logarithm = LaneMath.Log(TLane.Select(isNothing, TLane.One, (p + p) / divisor));
            var targetLogarithm = LaneMath.Log(TLane.Select(isNothing, TLane.One, (q + q) / divisor));
            return LaneMath.MultiplyOrZero(p, logarithm) + LaneMath.MultiplyOrZero(q, targetLogarithm);
        }
    }
}
