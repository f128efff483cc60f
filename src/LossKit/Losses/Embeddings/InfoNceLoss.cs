using System.Numerics.Tensors;

namespace LossKit;

/// <summary>InfoNCE: each query must find its key among all keys; in both directions it is the loss of CLIP.</summary>
/// <remarks>
/// −ln softmax_j(q̂_i·k̂_j/τ) at j = i. In both directions a single loss is the mean of query i against all keys and key i against all queries.
/// Logits are held in double, so that the loss is exact at a temperature of 0.01.
/// </remarks>
public sealed class InfoNceLoss : TensorLoss, ICatalogued<InfoNceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="InfoNceLoss"/> class.</summary>
    /// <param name="temperature">What similarities are divided by, greater than 0.</param>
    /// <param name="directions">Whether keys look for their query too.</param>
    /// <param name="reduction">How the single losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public InfoNceLoss(
        double temperature = 0.07, ContrastDirections directions = ContrastDirections.FirstToSecond, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Temperature = About.Check("temperature", temperature);
        Directions = OptionText.Defined("symmetric", directions);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "info-nce",
        Title = "InfoNCE",
        Aliases = ["clip"],
        Family = LossFamily.Embedding,
        Meaning = "Each query must find its key among all keys.",
        Formula = "−ln(e^(s_ii/τ) / Σ_j e^(s_ij/τ)), s_ij the cosine of query i and key j; symmetric: the mean of it and of the same over the queries",
        Gradient = "Σ_j c_ij·k̂_j made orthogonal to q̂_i, over ‖q_i‖; c_ij = (softmax_j − [j = i])/τ; keys likewise with the columns",
        Inputs =
        [
            new("query", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("keys", InputRole.Differentiable, "[N,D] embeddings: row i is the key of query i", Domain.Real),
        ],
        Options =
        [
            new("temperature", OptionKind.Number, "0.07", "what similarities are divided by") { Domain = Domain.Positive },
            new("symmetric", OptionKind.Boolean, "false", "whether keys look for their query too"),
        ],
        UseWhen = "Two encoders shall agree: images and texts, questions and passages, an image and its momentum encoding.",
        AvoidWhen = "Both sides come from one encoder (nt-xent), labels say which rows belong together (sup-con), or batches are small (siglip).",
        Pitfalls =
        [
            "A learned temperature collapses without a bound: clamp its inverse, as CLIP does at 100.",
            "Rows are normalised here, so embeddings that were normalised before lose nothing, but a scale that was put into their norms is lost.",
            "Two rows with the same key are negatives of each other: draw batches without repeats.",
        ],
        Reference = "A. van den Oord, Y. Li, O. Vinyals, Representation learning with contrastive predictive coding, arXiv:1807.03748, 2018; "
            + "symmetric: A. Radford et al., Learning transferable visual models from natural language supervision, ICML 2021",
        Elsewhere = ElsewhereNames.Nowhere(
            "cross_entropy of q @ k.T / τ with targets 0, 1, 2, …",
            new ElsewhereName("open_clip", "ClipLoss", "rows are not normalised; logit_scale is 1/τ and has no default", "symmetric=true")),
    };

    /// <summary>Gets what similarities are divided by.</summary>
    public double Temperature { get; }

    /// <summary>Gets whether keys look for their query too.</summary>
    public ContrastDirections Directions { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static InfoNceLoss Create(LossOptions options) =>
        new(options.Number("temperature"), ContrastDirection.Of(options), options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="query">The queries, [N,D].</param>
    /// <param name="keys">The key of each query, in the same shape.</param>
    /// <param name="queryGradient">Receives the derivative of the value by the queries; leave empty where it is not wanted.</param>
    /// <param name="keysGradient">Receives the derivative of the value by the keys; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the single losses, one a query, beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> query,
        in ReadOnlyTensorSpan<T> keys,
        in TensorSpan<T> queryGradient = default,
        in TensorSpan<T> keysGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(query, queryGradient);
        arguments.Add(keys, keysGradient);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(0)[0]);

    private protected override void CheckNumbers<T>(in TensorCall<T> call) => Guard.Pairs("query", call.Shape(0)[0]);

    private protected override double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call);
        var row = new Row { Factor = 1 / Temperature };
        if (Directions == ContrastDirections.FirstToSecond)
        {
            return sides.Run(row, call);
        }

        using var back = new ScoreMatrix(sides.Right.All, sides.Left.All);
        var units = new BothDirections
        {
            There = new(sides.Scores, row, call.Width),
            Back = new(back, row, call.Width),
        };
        var outcome = UnscaledUnits.Run(units, back.Rows, 2L * back.Columns, call);
        if (call.WantsGradient)
        {
            sides.Scores.AddTransposed(back);
            sides.PullBack();
            sides.Deliver(call, outcome.Scale);
        }

        return outcome.Value;
    }

    private struct Row : ISimilarityRow
    {
        public double Factor;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            SimilarityLogits.Sharpen(row, Factor);
            return SimilarityLogits.CrossEntropy<TLane, TWanted>(row, unit, scale * Factor);
        }
    }

    private struct BothDirections : IUnitKernel
    {
        public SimilarityUnits<Row> There;
        public SimilarityUnits<Row> Back;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale) =>
            (There.Evaluate(unit, scale / 2) + Back.Evaluate(unit, scale / 2)) / 2;
    }
}
