using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Total variation: how much an image changes from pixel to pixel, a regulariser that smooths and keeps edges.</summary>
/// <remarks>
/// With dx and dy the differences to the pixels on the right and below (0 at the border), summed over channels and pixels of an image: |dx| + |dy|,
/// or sqrt(dx² + dy²), or dx² + dy².
/// </remarks>
public sealed class TotalVariationLoss : TensorLoss, ICatalogued<TotalVariationLoss>
{
    /// <summary>Initializes a new instance of the <see cref="TotalVariationLoss"/> class.</summary>
    /// <param name="kind">How the two differences of a pixel are put together.</param>
    /// <param name="reduction">How the images' sums are reduced.</param>
    /// <exception cref="LossException">The kind is none of those defined.</exception>
    public TotalVariationLoss(VariationKind kind = VariationKind.Anisotropic, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Kind = OptionText.Defined("kind", kind);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "total-variation",
        Title = "Total variation",
        Aliases = ["tv"],
        Family = LossFamily.Image,
        Meaning = "How much an image changes from each pixel to the next.",
        Formula = "sum over channels and pixels; anisotropic: |dx| + |dy|; isotropic: sqrt(dx² + dy²); squared: dx² + dy²; "
            + "dx = x[i,j+1] − x[i,j], dy = x[i+1,j] − x[i,j], 0 at the border",
        Gradient = "what each pixel's differences to its four neighbours pass on: anisotropic: their signs; isotropic: d/sqrt(dx² + dy²); squared: 2d",
        Inputs = [new("prediction", InputRole.Differentiable, "[N,C,H,W] images", Domain.Real)],
        Options =
        [
            new("kind", OptionKind.Choice, "anisotropic", "how the two differences are put together") { Choices = OptionText.Words<VariationKind>() },
        ],
        UseWhen = "A reconstructed or generated image is noisy: add a little of it to the loss that fits the data.",
        AvoidWhen = "The image has fine texture that shall stay, which it removes first (ssim).",
        Pitfalls =
        [
            "It is a sum over the pixels of an image: its weight has to be divided by their number when the resolution changes.",
            "Alone it is smallest for an image of one colour: it needs a loss beside it that holds the image to its data.",
        ],
        Reference = "L. I. Rudin, S. Osher, E. Fatemi, Nonlinear total variation based noise removal algorithms, Physica D, 1992",
        Elsewhere = ElsewhereNames.Nowhere(
            "sums of absolute differences of shifted slices",
            new ElsewhereName("TensorFlow", "image.total_variation", "one value for each image, as reduction=none"),
            new ElsewhereName("kornia", "TotalVariation", "one value for each channel of an image, a sum over its pixels")),
    };

    /// <summary>Gets how the two differences of a pixel are put together.</summary>
    public VariationKind Kind { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative
        | (Kind == VariationKind.Squared ? LossTraits.None : LossTraits.BoundedGradient);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static TotalVariationLoss Create(LossOptions options) => new(options.Choice<VariationKind>("kind"), options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The images, [N,C,H,W].</param>
    /// <param name="gradient">Receives the derivative of the value by each pixel; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the losses of the images beside the reduced one; leave empty where they are not wanted.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">The images are not [N,C,H,W].</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction, in TensorSpan<T> gradient = default, GradientMode mode = GradientMode.Write, Span<T> values = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(prediction, gradient);
        return Evaluate(arguments, mode, values);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of<int>(call.Shape(0)[0]);

    private protected override double Run<T>(in TensorCall<T> call) => Kind switch
    {
        VariationKind.Anisotropic => RunKind<Anisotropic, T>(call),
        VariationKind.Isotropic => RunKind<Isotropic, T>(call),
        _ => RunKind<Squared, T>(call),
    };

    private static unsafe double RunKind<TVariation, T>(in TensorCall<T> call)
        where TVariation : struct, IVariation
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = call.Shape(0);
        fixed (T* prediction = call.Numbers(0), gradient = call.Gradient(0))
        {
            var kernel = new VariationKernel<TVariation, T>
            {
                Prediction = prediction,
                Gradient = gradient,
                Planes = shape[1],
                Height = shape[2],
                Width = shape[3],
                Registers = call.Width,
            };
            return UnitDriver.Run(kernel, shape[0], shape.CountFrom(1), call);
        }
    }

    private readonly struct Anisotropic : IVariation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Cost<TLane>(TLane right, TLane below, out TLane bySide, out TLane byHeight)
            where TLane : struct, ILane<TLane>
        {
            bySide = LaneMath.Sign(right);
            byHeight = LaneMath.Sign(below);
            return TLane.Abs(right) + TLane.Abs(below);
        }
    }

    private readonly struct Isotropic : IVariation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Cost<TLane>(TLane right, TLane below, out TLane bySide, out TLane byHeight)
            where TLane : struct, ILane<TLane>
        {
            // Divided by the larger first, so that no square overflows or vanishes.
            var larger = TLane.Max(TLane.Abs(right), TLane.Abs(below));
            var isFlat = TLane.AreEqual(larger, TLane.Zero);
            var divisor = TLane.Select(isFlat, TLane.One, larger);
            var (side, height) = (right / divisor, below / divisor);
            var length = TLane.Sqrt(TLane.MultiplyAdd(side, side, height * height));
            var inverse = TLane.Select(isFlat, TLane.Zero, TLane.One / TLane.Select(isFlat, TLane.One, length));
            bySide = side * inverse;
            byHeight = height * inverse;
            return larger * length;
        }
    }

    private readonly struct Squared : IVariation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Cost<TLane>(TLane right, TLane below, out TLane bySide, out TLane byHeight)
            where TLane : struct, ILane<TLane>
        {
            bySide = right + right;
            byHeight = below + below;
            return TLane.MultiplyAdd(right, right, below * below);
        }
    }
}
