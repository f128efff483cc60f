namespace LossKit;

/// <summary>
/// Focal loss over classes: softmax cross-entropy that fades for rows whose true class is already predicted well.
/// </summary>
/// <remarks>
/// −α·(1 − p_y)^γ·ln p_y; weights of the classes take the place of α. A mean divides by the number of targets that are not ignored.
/// </remarks>
public sealed class FocalLoss : ClassLoss, ICatalogued<FocalLoss>
{
    /// <summary>Initializes a new instance of the <see cref="FocalLoss"/> class.</summary>
    /// <param name="gamma">How fast well-predicted rows fade; at least 0, and 0 is α times cross-entropy.</param>
    /// <param name="alpha">A factor of the loss; at least 0, null for 1.</param>
    /// <param name="ignoreIndex">The target whose rows are left out; null for none.</param>
    /// <param name="classWeights">A factor for each class, in place of alpha; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public FocalLoss(
        double gamma = 2,
        double? alpha = 0.25,
        int? ignoreIndex = CrossEntropyLoss.DefaultIgnoreIndex,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction, classWeights, ignoreIndex)
    {
        Gamma = About.Check("gamma", gamma);
        Alpha = alpha is double factor ? About.Check("alpha", factor) : null;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "focal",
        Title = "Focal (softmax)",
        Aliases = ["softmax-focal"],
        Family = LossFamily.Classification,
        Meaning = "Cross-entropy that turns its back on easy rows, so that the rare hard ones are heard.",
        Formula = "−α·(1 − p_y)^γ·ln p_y, p = softmax(z)",
        Gradient = "s·(p − onehot(y)), s = α·(1 − p_y)^γ·(1 − γ·p_y·ln p_y/(1 − p_y))",
        Inputs = InputLists.Classes("[N,C] or [N,C,d1,...] logits", "[N,d1,...] class indices"),
        Options =
        [
            new("gamma", OptionKind.Number, "2", "how fast well-predicted rows fade") { Domain = Domain.NonNegative },
            new("alpha", OptionKind.OptionalNumber, "0.25", "a factor of the loss; null for 1") { Domain = Domain.NonNegative },
            new("ignore-index", OptionKind.Integer, "-100", "the class index whose rows are left out"),
        ],
        UseWhen = "One class swamps the others and most of its rows are easy.",
        AvoidWhen = "Calibrated probabilities are wanted: it leaves them too modest (cross-entropy with class weights).",
        Pictured = ["gamma=0", "gamma=2", "gamma=5"],
        Pitfalls =
        [
            "Alpha is one factor for all classes here, so it only scales the learning rate: give class weights to balance "
                + "classes.",
            "Its confidences are too low, since easy rows stop counting early: calibrate them afterwards before thresholds "
                + "are set.",
            "A gamma above 2 with noisy labels chases the wrong ones, since they are the hard rows: lower gamma, or clean "
                + "the labels.",
        ],
        Reference = "T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár, Focal loss for dense object detection, ICCV 2017 "
            + "(of two classes; here of several)",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("torchvision.ops.sigmoid_focal_loss is the binary one"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: new(
                "CategoricalFocalCrossentropy, categorical_focal_crossentropy",
                "one-hot targets; logits only with from_logits=True; probabilities are clipped by 1e-7; no ignored index"),
            optax: NameThere.Missing("sigmoid_focal_loss is the binary one"),
            new ElsewhereName(
                "MONAI",
                "FocalLoss with use_softmax=True",
                "its mean divides by the classes too; alpha is 1 − alpha for class 0; no alpha by default")),
    };

    /// <summary>Gets how fast well-predicted rows fade.</summary>
    public double Gamma { get; }

    /// <summary>Gets the factor of the loss; null for 1.</summary>
    public double? Alpha { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative | LossTraits.BoundedGradient | (Gamma == 0 ? LossTraits.Convex : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static FocalLoss Create(LossOptions options) => new(
        options.Number("gamma"),
        options.OptionalNumber("alpha"),
        options.Integer("ignore-index"),
        [.. options.ClassWeights ?? []],
        options.Reduction);

    private protected override unsafe double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        fixed (T* weights = classWeights)
        {
            var factor = classWeights.IsEmpty ? Alpha ?? 1 : 1;
            var rows = new RowWeights<T>(weights, IgnoreIndex);
            return RowDriver.Run(new SingleClassRow<Kernel, T>(new Kernel(Gamma, factor), rows, RowDivisor.Rows), call);
        }
    }

    /// <summary>
    /// The slope α·u^γ·(1 + γ·p·r) with u = 1 − p and r = −ln p/u, which tends to 1 where u underflows: finite for every γ.
    /// </summary>
    internal readonly struct Kernel(double gamma, double alpha) : ISingleClassKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane>(TLane logProbability, TLane probability, TLane miss, out TLane value, out TLane slope)
            where TLane : struct, ILane<TLane>
        {
            var exponent = TLane.Create(gamma);
            var faded = TLane.Create(alpha) * LaneMath.Pow(miss, exponent);
            value = -faded * logProbability;
            var pull = TLane.Select(TLane.AreEqual(miss, TLane.Zero), TLane.One, -logProbability / miss);
            var steepness = faded * (TLane.One + (exponent * probability * pull));

            // There ln p may be −∞.
            slope = TLane.Select(TLane.AreEqual(probability, TLane.Zero), faded, steepness);
        }
    }
}
