namespace LossKit;

/// <summary>
/// Poly-1 cross-entropy: softmax cross-entropy whose leading term in 1 − p_y is reweighted by <see cref="Epsilon"/>.
/// </summary>
/// <remarks>−ln p_y + ε·(1 − p_y). Positive ε pushes harder where the true class is not yet likely, negative ε less.</remarks>
public sealed class Poly1CrossEntropyLoss : ClassLoss, ICatalogued<Poly1CrossEntropyLoss>
{
    /// <summary>Initializes a new instance of the <see cref="Poly1CrossEntropyLoss"/> class.</summary>
    /// <param name="epsilon">The weight of 1 − p_y; any number, 0 is cross-entropy.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">Epsilon is NaN.</exception>
    public Poly1CrossEntropyLoss(double epsilon = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction, default, ignoreIndex: null) => Epsilon = About.Check("epsilon", epsilon);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "poly1-cross-entropy",
        Title = "Poly-1 cross-entropy",
        Aliases = ["poly1"],
        Family = LossFamily.Classification,
        Meaning = "Cross-entropy with the first term of its series in 1 − p reweighted.",
        Formula = "−ln p_y + ε·(1 − p_y), p = softmax(z)",
        Gradient = "(1 + ε·p_y)·(p − onehot(y))",
        Inputs =
        [
            new("prediction", InputRole.Differentiable, "[N,C] logits", Domain.Real),
            new("target", InputRole.Target, "[N] class indices", Domain.Real),
        ],
        Options = [new("epsilon", OptionKind.Number, "1", "the weight of 1 − p_y")],
        UseWhen = "Cross-entropy works and one number may be tuned to squeeze out more.",
        AvoidWhen = "Calibrated probabilities are wanted: with ε other than 0 its minimiser is not the true distribution.",
        Pitfalls =
        [
            "An epsilon below −1 rewards being unsure near the truth and training can run away from it: keep it above −1.",
            "A value found for one data set is no constant of nature: try −1, 1 and 2 and compare by accuracy, not by the "
                + "loss, whose scale moves with epsilon.",
        ],
        Reference = "Z. Leng, M. Tan, C. Liu, E. D. Cubuk, X. Shi, S. Cheng, D. Anguelov, PolyLoss: a polynomial expansion perspective of "
            + "classification loss functions, ICLR 2022",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing(),
            optax: new(
                "poly_loss_cross_entropy",
                "epsilon 2 by default; one-hot targets; " + ElsewhereNames.NotReduced,
                "epsilon=2:reduction=none")),
    };

    /// <summary>Gets the weight of 1 − p_y.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.BoundedGradient
        | (Epsilon >= -1 ? LossTraits.NonNegative : LossTraits.None)
        | (Epsilon == 0 ? LossTraits.Convex | LossTraits.Proper : LossTraits.None);

    private protected override bool AllowsPositions => false;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static Poly1CrossEntropyLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights) =>
        RowDriver.Run(new SingleClassRow<Kernel, T>(new Kernel(Epsilon), default, RowDivisor.Rows), call);

    /// <summary>−ln p + ε·(1 − p), falling with ln p by 1 + ε·p.</summary>
    internal readonly struct Kernel(double epsilon) : ISingleClassKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane>(TLane logProbability, TLane probability, TLane miss, out TLane value, out TLane slope)
            where TLane : struct, ILane<TLane>
        {
            value = TLane.MultiplyAdd(TLane.Create(epsilon), miss, -logProbability);
            slope = TLane.MultiplyAdd(TLane.Create(epsilon), probability, TLane.One);
        }
    }
}
