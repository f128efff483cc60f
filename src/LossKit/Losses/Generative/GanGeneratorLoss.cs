using System.Numerics.Tensors;

namespace LossKit;

/// <summary>What a generator of adversarial training pays for samples that the discriminator calls generated.</summary>
/// <remarks>Scores are logits, before any sigmoid. The formulas of the kinds stand at <see cref="GeneratorKind"/>.</remarks>
public sealed class GanGeneratorLoss : TensorLoss, ICatalogued<GanGeneratorLoss>
{
    /// <summary>Initializes a new instance of the <see cref="GanGeneratorLoss"/> class.</summary>
    /// <param name="kind">What the generator is trained by.</param>
    /// <exception cref="LossException">The kind is none of those defined.</exception>
    public GanGeneratorLoss(GeneratorKind kind = GeneratorKind.NonSaturating)
        : base(About, Reduction.Sum) => Kind = OptionText.Defined("kind", kind);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "gan-generator",
        Title = "GAN generator",
        Family = LossFamily.Generative,
        Meaning = "How far a generator is from having its samples called real.",
        Formula = "non-saturating: mean softplus(−fake); minimax: −mean softplus(fake); least-squares: ½ mean (fake − 1)²; "
            + "hinge and wasserstein: −mean fake",
        Gradient = "non-saturating: −σ(−fake)/n; minimax: −σ(fake)/n; least-squares: (fake − 1)/n; hinge and wasserstein: −1/n",
        Inputs = [new("fake", InputRole.Differentiable, "any shape", Domain.Real)],
        Options =
        [
            new("kind", OptionKind.Choice, "non-saturating", "what the generator is trained by") { Choices = OptionText.Words<GeneratorKind>() },
        ],
        Reductions = [],
        Pictured = ["kind=non-saturating", "kind=minimax"],
        UseWhen = "A generator is trained against a discriminator of the same kind; non-saturating goes with the standard one.",
        AvoidWhen = "The discriminator is to be trained: its loss is another one (gan-discriminator).",
        Pitfalls =
        [
            "With minimax the gradient vanishes exactly while the generator is bad and the discriminator sure: use non-saturating.",
            "Scores are logits: a sigmoid at the end of the discriminator flattens the generator's gradient.",
            "The value says little about the quality of the samples, since it is measured by an opponent that changes: look at the samples.",
        ],
        Reference = "I. Goodfellow et al., Generative adversarial nets, NeurIPS 2014; X. Mao et al., Least squares generative adversarial networks, "
            + "ICCV 2017; J. H. Lim, J. C. Ye, Geometric GAN, 2017; M. Arjovsky, S. Chintala, L. Bottou, Wasserstein GAN, 2017",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("BCEWithLogitsLoss of ones for non-saturating"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing("BinaryCrossentropy(from_logits) of ones for non-saturating"),
            optax: NameThere.Missing(),
            new ElsewhereName("MONAI", "PatchAdversarialLoss", "least squares by default, without the ½ and after a leaky ReLU")),
    };

    /// <summary>Gets what the generator is trained by.</summary>
    public GeneratorKind Kind { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => Kind switch
    {
        GeneratorKind.NonSaturating => LossTraits.Convex | LossTraits.NonNegative | LossTraits.BoundedGradient,
        GeneratorKind.Minimax => LossTraits.BoundedGradient,
        GeneratorKind.LeastSquares => LossTraits.Convex | LossTraits.NonNegative,
        _ => LossTraits.Convex | LossTraits.BoundedGradient,
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GanGeneratorLoss Create(LossOptions options) => new(options.Choice<GeneratorKind>("kind"));

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="fake">The discriminator's scores of generated samples.</param>
    /// <param name="gradient">Receives the derivative of the value by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">The gradient has another shape than the scores, or overlaps them.</exception>
    public T Evaluate<T>(in ReadOnlyTensorSpan<T> fake, in TensorSpan<T> gradient = default, GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(fake, gradient);
        return Evaluate(arguments, mode);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => default;

    private protected override double Run<T>(in TensorCall<T> call) => Kind switch
    {
        GeneratorKind.NonSaturating => Score(new AdversarialKernels.Softplus(-1, 1), call),
        GeneratorKind.Minimax => Score(new AdversarialKernels.Softplus(1, -1), call),
        GeneratorKind.LeastSquares => Score(new AdversarialKernels.HalfSquare(1), call),
        _ => Score(new AdversarialKernels.Linear(-1), call),
    };

    private static double Score<TKernel, T>(TKernel kernel, in TensorCall<T> call)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        UnitDriver.Deliver(TensorElements.Run(kernel, call, 0, Reduction.Mean, UnitDriver.WeightOf(call, 0)), call);
}
