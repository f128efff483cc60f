namespace LossKit;

/// <summary>A loss of boxes against boxes, each pair by itself: 1 − IoU, and what a relative adds to it.</summary>
/// <remarks>
/// Boxes are x1, y1, x2, y2 with x1 ≤ x2 and y1 ≤ y2; zero width or height is legal. IoU is I/(U + ε), the area of the intersection over that of the
/// union. Every quotient whose numerator is 0 is 0, so that with ε = 0 boxes without an area have a value too.
/// </remarks>
public abstract class BoxLoss : TargetTensorLoss
{
    /// <summary>How many numbers a box is.</summary>
    internal const int Edges = 4;

    private protected const string UsualReference =
        "Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye, D. Ren, Distance-IoU loss: faster and better learning for bounding box regression, AAAI 2020";

    private protected const string InvertedPitfall =
        "A network that puts out corners freely makes inverted boxes, which are an error here: put out a centre and a size through softplus or exp, or "
        + "distances from an anchor, and decode them to corners.";

    private protected const string UnitPitfall =
        "ε is an area in the unit of the coordinates: with coordinates in [0, 1] it is felt by boxes a few pixels wide, so lower it or use pixels.";

    private protected BoxLoss(LossCard card, double epsilon, Reduction reduction)
        : base(card, reduction) => Epsilon = card.Check("epsilon", epsilon);

    /// <summary>Gets what is added to every divisor; it is an area, in the square of the unit of the coordinates.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public sealed override LossTraits Traits => LossTraits.NonNegative;

    private protected static IReadOnlyList<LossInput> Boxes { get; } =
    [
        new("prediction", InputRole.Differentiable, "[N,4] boxes x1, y1, x2, y2", Domain.Real),
        new("target", InputRole.Target, "[N,4] boxes x1, y1, x2, y2", Domain.Real),
    ];

    private protected static IReadOnlyList<LossOption> BoxOptions { get; } =
        [new("epsilon", OptionKind.Number, "1e-7", "added to every divisor") { Domain = Domain.NonNegative }];

    private protected sealed override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(0)[0]);

    private protected sealed override void CheckNumbers<T>(in TensorCall<T> call)
    {
        for (var input = 0; input < Card.Inputs.Count; input++)
        {
            var edges = call.Numbers(input);
            for (var i = 0; i < edges.Length; i += Edges)
            {
                if (edges[i] > edges[i + 2] || edges[i + 1] > edges[i + 3])
                {
                    throw InvertedBox(Card.Inputs[input], i / Edges, edges.Slice(i, Edges));
                }
            }
        }
    }

    /// <summary>Evaluates 1 − IoU and a term.</summary>
    private protected unsafe double RunBoxes<TTerm, T>(TTerm term, in TensorCall<T> call)
        where TTerm : struct, IBoxTerm
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* prediction = call.Numbers(0), target = call.Numbers(1), gradient = call.Gradient(0))
        {
            var kernel = new BoxKernel<TTerm, T>
            {
                Term = term,
                Prediction = prediction,
                Target = target,
                Gradient = gradient,
                Epsilon = Epsilon,
            };
            return UnitDriver.Run(kernel, call.Shape(0)[0], Edges, call);
        }
    }

    private static LossException InvertedBox<T>(LossInput input, int index, ReadOnlySpan<T> edges)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sentences.InvertedBox(
        input.ErrorCode,
        input.Name,
        index,
        [double.CreateTruncating(edges[0]), double.CreateTruncating(edges[1]), double.CreateTruncating(edges[2]), double.CreateTruncating(edges[3])]);
}
