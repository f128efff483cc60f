namespace LossKit;

/// <summary>Structural similarity: 1 minus how alike two images are in luminance, contrast and structure, window by window.</summary>
/// <remarks>
/// In every window that lies inside the image, with Gaussian weights: S = (2μxμy + C1)(2σxy + C2)/((μx² + μy² + C1)(σx² + σy² + C2)), C1 = (k1·L)²,
/// C2 = (k2·L)², L the data range; the loss of an image is 1 − mean S over channels and windows.
/// </remarks>
public sealed class SsimLoss : TargetTensorLoss, ICatalogued<SsimLoss>
{
    private const int Prediction = 0;
    private const int Target = 1;

    /// <summary>Initializes a new instance of the <see cref="SsimLoss"/> class.</summary>
    /// <param name="dataRange">The largest minus the smallest value that a pixel can have; positive.</param>
    /// <param name="window">The side of a window in pixels; odd.</param>
    /// <param name="sigma">The standard deviation of the weights in a window, in pixels; positive.</param>
    /// <param name="k1">Steadies the luminance where images are dark; not negative.</param>
    /// <param name="k2">Steadies the contrast where images are flat; not negative.</param>
    /// <param name="reduction">How the images' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SsimLoss(
        double dataRange = 1, int window = 11, double sigma = 1.5, double k1 = 0.01, double k2 = 0.03, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        DataRange = About.Check("data-range", dataRange);
        Window = (int)About.Check("window", window);
        Sigma = About.Check("sigma", sigma);
        K1 = About.Check("k1", k1);
        K2 = About.Check("k2", k2);
        if (window % 2 == 0)
        {
            throw Sentences.InvalidOption("window", Sentences.Number(window), "odd, so that a window has a middle");
        }
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "ssim",
        Title = "Structural similarity",
        Family = LossFamily.Image,
        Meaning = "1 minus how alike two images are in luminance, contrast and structure, window by window.",
        Formula = "1 − mean of (2μxμy + C1)(2σxy + C2)/((μx² + μy² + C1)(σx² + σy² + C2)) over channels and windows, C1 = (k1·L)², C2 = (k2·L)²; "
            + "μ, σ², σxy with Gaussian weights in each window inside the image",
        Gradient = "the derivatives by μx, E[x²] and E[xy] of every window, spread over its pixels with the window's weights",
        Inputs =
        [
            new("prediction", InputRole.Differentiable, "[N,C,H,W] images", Domain.Real),
            new("target", InputRole.Target, "as prediction", Domain.Real),
        ],
        Options =
        [
            new("data-range", OptionKind.Number, "1", "the largest minus the smallest value of a pixel") { Domain = Domain.Positive },
            new("window", OptionKind.Integer, "11", "the side of a window in pixels, odd") { Domain = Domain.Positive },
            new("sigma", OptionKind.Number, "1.5", "the standard deviation of a window's weights") { Domain = Domain.Positive },
            new("k1", OptionKind.Number, "0.01", "steadies the luminance where images are dark") { Domain = Domain.NonNegative },
            new("k2", OptionKind.Number, "0.03", "steadies the contrast where images are flat") { Domain = Domain.NonNegative },
        ],
        UseWhen = "Images shall look alike to people rather than agree pixel by pixel: restoration, compression, mixed with mae.",
        AvoidWhen = "Exact values matter, or images are smaller than a window (mae, charbonnier).",
        Pitfalls =
        [
            "data-range must be that of the data: with pixels from 0 to 255 and a range of 1 the steadying constants vanish and flat regions dominate.",
            "It hardly sees a constant shift of bright regions: mix it with mae, about 0.84 to 0.16, to keep colours.",
            "Windows are those inside the image: a library that pads gives other numbers near the border.",
        ],
        Reference = "Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, Image quality assessment: from error visibility to structural similarity, "
            + "IEEE Transactions on Image Processing, 2004",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName("TensorFlow", "image.ssim", "the similarity itself, one value for each image; windows inside the image"),
            new ElsewhereName("MONAI", "SSIMLoss", "windows inside the image"),
            new ElsewhereName("kornia", "SSIMLoss", "half of it; the window has no default size; pads the image by default")),
    };

    /// <summary>Gets the largest minus the smallest value that a pixel can have.</summary>
    public double DataRange { get; }

    /// <summary>Gets the side of a window in pixels.</summary>
    public int Window { get; }

    /// <summary>Gets the standard deviation of the weights in a window, in pixels.</summary>
    public double Sigma { get; }

    /// <summary>Gets what steadies the luminance.</summary>
    public double K1 { get; }

    /// <summary>Gets what steadies the contrast.</summary>
    public double K2 { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SsimLoss Create(LossOptions options) => new(
        options.Number("data-range"),
        options.Integer("window"),
        options.Number("sigma"),
        options.Number("k1"),
        options.Number("k2"),
        options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of<int>(call.Shape(Prediction)[0]);

    private protected override void CheckNumbers<T>(in TensorCall<T> call)
    {
        var shape = call.Shape(Prediction);
        if (shape[2] < Window || shape[3] < Window)
        {
            throw Sentences.ImageTooSmall(Card.Inputs[Prediction].Name, Sentences.Shape(shape.Span), Window);
        }
    }

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var shape = call.Shape(Prediction);
        fixed (T* prediction = call.Numbers(Prediction), target = call.Numbers(Target), gradient = call.Gradient(Prediction))
        {
            var kernel = new SsimKernel<T>
            {
                Prediction = prediction,
                Target = target,
                Gradient = gradient,
                Planes = shape[1],
                Plane = new(shape[2], shape[3], Window, Sigma),
                Luminance = (K1 * DataRange) * (K1 * DataRange),
                Contrast = (K2 * DataRange) * (K2 * DataRange),
            };
            return UnitDriver.Run(kernel, shape[0], (long)shape.CountFrom(1) * Window, call);
        }
    }
}
