using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Triplet loss: an anchor shall be nearer to its positive than to its negative, by a margin.</summary>
/// <remarks>
/// max(0, d(a,p) − d(a,n) + m); with the swap of Balntas and others d(a,n) becomes min(d(a,n), d(p,n)), and where the two are equal each counts
/// half. The gradient is that of the distances where the loss is positive, else 0.
/// </remarks>
public sealed class TripletLoss : TensorLoss, ICatalogued<TripletLoss>
{
    /// <summary>Initializes a new instance of the <see cref="TripletLoss"/> class.</summary>
    /// <param name="margin">By how much the positive must be nearer.</param>
    /// <param name="distance">How far apart two embeddings are; Euclidean where it is left out.</param>
    /// <param name="swap">Whether the negative may be compared with the positive instead of the anchor.</param>
    /// <param name="reduction">How the triplets' losses are reduced.</param>
    /// <exception cref="LossException">The margin is NaN.</exception>
    public TripletLoss(
        double margin = 1, EmbeddingDistance? distance = null, TripletSwap swap = TripletSwap.Never, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Margin = About.Check("margin", margin);
        Distance = distance ?? EmbeddingDistance.Euclidean;
        Swap = OptionText.Defined("swap", swap);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "triplet",
        Title = "Triplet",
        Family = LossFamily.Embedding,
        Meaning = "An anchor shall be nearer to its positive than to its negative, by a margin.",
        Formula = "max(0, d(a,p) − d(a,n) + m); with `swap` d(a,n) is min(d(a,n), d(p,n))",
        Gradient = "∂d(a,p) − ∂d(a,n) where the loss is positive, else 0; with `swap` by whichever is smaller, half of each where they tie",
        Inputs =
        [
            new("anchor", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("positive", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("negative", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
        ],
        Options =
        [
            new("margin", OptionKind.Number, "1", "by how much the positive must be nearer"),
            new("distance", OptionKind.Choice, "euclidean", "how far apart two embeddings are") { Choices = EmbeddingDistance.Names },
            new("swap", OptionKind.Boolean, "false", "whether the negative is held against the nearer of anchor and positive"),
        ],
        UseWhen = "Triplets are given, and only the order of distances counts: search, verification of faces or products.",
        AvoidWhen = "Batches come with class labels: triplets from within the batch are many more and harder (online-triplet).",
        Pitfalls =
        [
            "Random triplets are soon all easy and give no gradient, which looks like a loss that stays at a small plateau: mine harder ones.",
            "With the hardest negatives from the start all embeddings may collapse into one point, which shows as a loss that stays "
                + "at the margin: begin semi-hard.",
            "A margin for squared distances is no margin for distances: say which of the two a published margin belongs to before copying it.",
        ],
        Reference = "F. Schroff, D. Kalenichenko, J. Philbin, FaceNet: a unified embedding for face recognition and clustering, CVPR 2015; swap: "
            + "V. Balntas and others, Learning local feature descriptors with triplets and shallow convolutional neural networks, BMVC 2016",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new(
                "TripletMarginLoss, functional.triplet_margin_loss",
                "1e-6 is added to each difference inside the norm; other norms by p; other distances by TripletMarginWithDistanceLoss"),
            torchSharp: new("TripletMarginLoss, functional.triplet_margin_loss", ElsewhereNames.AsPyTorch),
            keras: NameThere.Missing(),
            optax: new(
                "triplet_margin_loss",
                "eps 1e-6 is added under the root; odd norms by p are wrong, since differences enter without their magnitude; " + ElsewhereNames.NotReduced),
            new ElsewhereName(
                "pytorch-metric-learning",
                "TripletMarginLoss",
                "triplets are made from class labels; embeddings are normalised first; margin 0.05 by default; averaged over triplets of positive loss")),
    };

    /// <summary>Gets by how much the positive must be nearer.</summary>
    public double Margin { get; }

    /// <summary>Gets how far apart two embeddings are.</summary>
    public EmbeddingDistance Distance { get; }

    /// <summary>Gets whether the negative may be compared with the positive instead of the anchor.</summary>
    public TripletSwap Swap { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static TripletLoss Create(LossOptions options) => new(
        options.Number("margin"),
        EmbeddingDistance.Of(options),
        options.Flag("swap") ? TripletSwap.WhereNearer : TripletSwap.Never,
        options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="anchor">The anchors, [N,D].</param>
    /// <param name="positive">To each anchor an embedding that belongs to it.</param>
    /// <param name="negative">To each anchor an embedding that does not.</param>
    /// <param name="anchorGradient">Receives the derivative of the value by the anchors; leave empty where it is not wanted.</param>
    /// <param name="positiveGradient">Receives the derivative of the value by the positives; leave empty where it is not wanted.</param>
    /// <param name="negativeGradient">Receives the derivative of the value by the negatives; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the losses of the triplets beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each triplet's loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> anchor,
        in ReadOnlyTensorSpan<T> positive,
        in ReadOnlyTensorSpan<T> negative,
        in TensorSpan<T> anchorGradient = default,
        in TensorSpan<T> positiveGradient = default,
        in TensorSpan<T> negativeGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(anchor, anchorGradient);
        arguments.Add(positive, positiveGradient);
        arguments.Add(negative, negativeGradient);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(0)[0]);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var (rows, length) = (call.Shape(0)[0], call.Shape(0)[1]);
        fixed (T* anchor = call.Numbers(0), positive = call.Numbers(1), negative = call.Numbers(2))
        fixed (T* anchorGradient = call.Gradient(0), positiveGradient = call.Gradient(1), negativeGradient = call.Gradient(2))
        {
            var kernel = new Kernel<T>
            {
                Anchor = new(anchor, anchorGradient, length),
                Positive = new(positive, positiveGradient, length),
                Negative = new(negative, negativeGradient, length),
                Distance = Distance.At(call.Width),
                Margin = Margin,
                Swap = Swap,
            };
            return UnitDriver.Run(kernel, rows, 2L * length, call);
        }
    }

    private struct Kernel<T> : IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public WideRows<T> Anchor;
        public WideRows<T> Positive;
        public WideRows<T> Negative;
        public EmbeddingDistance Distance;
        public double Margin;
        public TripletSwap Swap;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            using var anchor = Anchor.Row(unit, scale);
            using var positive = Positive.Row(unit, scale);
            using var negative = Negative.Row(unit, scale);
            var near = Distance.Between(anchor.Values, positive.Values);
            var far = Distance.Between(anchor.Values, negative.Values);
            var swapped = Swap == TripletSwap.Never ? double.PositiveInfinity : Distance.Between(positive.Values, negative.Values);
            var loss = near - Math.Min(far, swapped) + Margin;
            if (loss <= 0)
            {
                return 0;
            }

            // NaN compares with nothing: it goes to the anchor, and on from its distances.
            var share = swapped < far ? 1 : swapped == far ? 0.5 : 0;
            var slope = double.IsNaN(loss) ? loss : 1;
            anchor.Pull(Distance, positive, near, slope);
            positive.Pull(Distance, anchor, near, slope);
            anchor.Pull(Distance, negative, far, -slope * (1 - share));
            negative.Pull(Distance, anchor, far, -slope * (1 - share));
            positive.Pull(Distance, negative, swapped, -slope * share);
            negative.Pull(Distance, positive, swapped, -slope * share);
            return loss;
        }
    }
}
