namespace LossKit;

/// <summary>
/// Asymmetric loss for several labels: a focal loss with an exponent of its own for each side, which leaves out the easiest negatives
/// altogether.
/// </summary>
/// <remarks>
/// t·L₊ + (1 − t)·L₋ with p = σ(z), L₊ = −(1 − p)^γ₊·ln p, L₋ = −p_m^γ₋·ln(1 − p_m) and p_m = max(p − m, 0). The gradient passes through
/// the focusing factors, and nothing is clamped: it is finite at every logit.
/// </remarks>
public sealed class AsymmetricMultiLabelLoss : ElementwiseLoss, ICatalogued<AsymmetricMultiLabelLoss>
{
    /// <summary>Initializes a new instance of the <see cref="AsymmetricMultiLabelLoss"/> class.</summary>
    /// <param name="gammaNegative">How fast well-predicted negatives fade; at least 0.</param>
    /// <param name="gammaPositive">How fast well-predicted positives fade; at least 0.</param>
    /// <param name="clip">The probability m up to which a negative costs nothing; in [0, 1].</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public AsymmetricMultiLabelLoss(
        double gammaNegative = 4, double gammaPositive = 1, double clip = 0.05, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        GammaNegative = About.Check("gamma-negative", gammaNegative);
        GammaPositive = About.Check("gamma-positive", gammaPositive);
        Clip = About.Check("clip", clip);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "asymmetric-multi-label",
        Title = "Asymmetric multi-label",
        Aliases = ["asl"],
        Family = LossFamily.Classification,
        Meaning = "Binary cross-entropy that soon forgets easy negatives and hardly ever a positive, where most labels are absent.",
        Formula = "−t·(1 − p)^γ₊·ln p − (1 − t)·p_m^γ₋·ln(1 − p_m), p = σ(z), p_m = max(p − m, 0)",
        Gradient = "−t·(1 − p)^γ₊·(1 − p − γ₊·p·ln p) + (1 − t)·p_m^γ₋·p(1 − p)·(1/(1 − p_m) − γ₋·ln(1 − p_m)/p_m)",
        Hessian = "t·(1 − p)^γ₊·p·((1 + 2γ₊)(1 − p) − γ₊·(γ₊·p − (1 − p))·ln p) + (1 − t)·p_m^γ₋·(v·R·γ₋·((γ₋ − 1)·v/p_m + 1 − 2p) "
            + "+ s·(2γ₋·v/p_m + 1 − 2p + s)), v = p(1 − p), R = −ln(1 − p_m)/p_m, s = v/(1 − p_m)",
        Inputs = InputLists.Matched(Domain.Real, Domain.UnitInterval),
        Options =
        [
            new("gamma-negative", OptionKind.Number, "4", "how fast well-predicted negatives fade") { Domain = Domain.NonNegative },
            new("gamma-positive", OptionKind.Number, "1", "how fast well-predicted positives fade") { Domain = Domain.NonNegative },
            new("clip", OptionKind.Number, "0.05", "the probability up to which a negative costs nothing") { Domain = Domain.UnitInterval },
        ],
        UseWhen = "Each row has a few of many labels, so that negatives outnumber positives by far, and some positives were never annotated.",
        AvoidWhen = "Calibrated probabilities are wanted, or labels are balanced (bce-with-logits).",
        Pitfalls =
        [
            "Its probabilities lean towards 1, since negatives pull so little: choose the threshold on validation data, not 0.5.",
            "The original sums over labels and rows: a learning rate tuned there is far too small for the mean that is the default here.",
            "gamma-positive above gamma-negative turns the idea round: it is the positives that would be forgotten.",
        ],
        Reference = "T. Ridnik, E. Ben-Baruch, N. Zamir, A. Noy, I. Friedman, M. Protter, L. Zelnik-Manor, Asymmetric loss for multi-label "
            + "classification, ICCV 2021, equations 4 to 7",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName(
                "timm",
                "AsymmetricLossMultiLabel",
                "sums over labels and averages over rows; probabilities are clamped at 1e-8; soft labels mix the exponents, not the losses")),
    };

    /// <summary>Gets how fast well-predicted negatives fade.</summary>
    public double GammaNegative { get; }

    /// <summary>Gets how fast well-predicted positives fade.</summary>
    public double GammaPositive { get; }

    /// <summary>Gets the probability up to which a negative costs nothing.</summary>
    public double Clip { get; }

    private bool IsBinaryCrossEntropy => GammaNegative == 0 && GammaPositive == 0 && Clip == 0;

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative | LossTraits.BoundedGradient
        | (IsBinaryCrossEntropy ? LossTraits.Convex | LossTraits.Proper : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static AsymmetricMultiLabelLoss Create(LossOptions options) =>
        new(options.Number("gamma-negative"), options.Number("gamma-positive"), options.Number("clip"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        WholeExponent.Covers(GammaNegative) && WholeExponent.Covers(GammaPositive)
            ? ElementwiseDriver.Run(new Kernel<WholeExponent>(new(GammaNegative), new(GammaPositive), Clip), call)
            : ElementwiseDriver.Run(new Kernel<AnyExponent>(new(GammaNegative), new(GammaPositive), Clip), call);

    /// <summary>
    /// With q = 1 − p and S = −ln p, the positive side is q^γ times something finite. The negative side is p_m^γ times powers of
    /// R = −ln(1 − p_m)/p_m and p·q/(1 − p_m), which stay finite where p_m or 1 − p_m vanishes.
    /// </summary>
    internal readonly struct Kernel<TExponent>(TExponent negative, TExponent positive, double clip) : IElementwiseKernel
        where TExponent : struct, IExponent
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            LaneMath.LogisticTails(prediction, out var tail, out var smaller, out var larger);
            var p = TLane.SelectLess(prediction, TLane.Zero, smaller, larger);
            var q = TLane.SelectLess(prediction, TLane.Zero, larger, smaller);
            Positive<TLane, TWanted>(
                p, q, tail - TLane.AtMost(prediction, TLane.Zero), out var present, out var presentSlope, out var presentBend);
            Negative<TLane, TWanted>(
                p, q, tail + TLane.AtLeast(prediction, TLane.Zero), out var absent, out var absentSlope, out var absentBend);
            var rest = TLane.One - target;
            var counted = TLane.SelectEqual(target, TLane.Zero, TLane.Zero, present);
            var countedOther = TLane.SelectEqual(rest, TLane.Zero, TLane.Zero, absent);
            value = TLane.MultiplyAdd(target, counted, rest * countedOther);
            gradient = (rest * absentSlope) - (target * presentSlope);
            hessian = TWanted.Hessian ? TLane.MultiplyAdd(rest, absentBend, target * presentBend) : TLane.Zero;
        }

        // q^γ·S, what it falls by, q^γ·(q + γ·p·S), and its second derivative.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Positive<TLane, TWanted>(TLane p, TLane q, TLane surprise, out TLane value, out TLane fall, out TLane bend)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var gamma = TLane.Create(positive.Value);
            var faded = positive.Raise(q);
            var weighed = gamma * (p * Finite(surprise));
            value = faded * surprise;
            fall = faded * (q + weighed);
            bend = TWanted.Hessian
                ? faded * TLane.MultiplyAdd(p * q, TLane.MultiplyAdd(TLane.Create(2), gamma, TLane.One), weighed * ((gamma * p) - q))
                : TLane.Zero;
        }

        // p_m^γ·T with T = −ln(1 − p_m) and its derivatives.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Negative<TLane, TWanted>(TLane p, TLane q, TLane surprise, out TLane value, out TLane slope, out TLane bend)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var margin = TLane.Create(clip);
            var gamma = TLane.Create(negative.Value);
            var shifted = p - margin;

            // Up to the margin, 0; but NaN stays NaN.
            var free = TLane.AtLeast(TLane.AtMost(shifted, TLane.Zero), TLane.Zero);
            var left = q + margin;

            // By p_m while that is small, else by what is left.
            var logarithm = clip == 0 ? surprise : -LaneMath.LogOfComplement(shifted, left);
            var ratio = logarithm / shifted;
            var spread = p * q;
            var faded = negative.Raise(TLane.AtLeast(shifted, TLane.Zero));

            // q/(1 − p_m), which is 1 without a margin even where both vanish.
            var share = clip == 0 ? TLane.One : q / left;
            var pull = p * share;
            var drawn = gamma * (spread * Finite(ratio));
            value = TLane.SelectLess(TLane.Zero, shifted, faded * logarithm, free);
            slope = TLane.SelectLess(TLane.Zero, shifted, faded * (drawn + pull), free);
            if (!TWanted.Hessian)
            {
                bend = TLane.Zero;
                return;
            }

            var reach = clip == 0 ? q : spread / shifted;
            var turn = q - p;
            var rise = clip == 0 ? q : q - (p * (margin / left));
            var first = drawn * TLane.MultiplyAdd(gamma - TLane.One, reach, turn);
            var second = pull * TLane.MultiplyAdd(gamma + gamma, reach, rise);
            bend = TLane.SelectLess(TLane.Zero, shifted, faded * (first + second), free);
        }

        // Surprises are infinite only where what they are multiplied by is 0, and so shall the product be.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLane Finite<TLane>(TLane surprise)
            where TLane : struct, ILane<TLane> =>
            TLane.AtMost(surprise, TLane.Create(TLane.IsDouble ? double.MaxValue : float.MaxValue));
    }
}
