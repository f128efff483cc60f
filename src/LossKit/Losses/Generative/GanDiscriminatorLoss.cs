using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// What a discriminator of adversarial training pays: for real samples that it calls generated, and generated ones that it calls real.
/// </summary>
/// <remarks>
/// Scores are logits, before any sigmoid. The formulas of the kinds stand at <see cref="DiscriminatorKind"/>; each side is averaged by itself.
/// </remarks>
public sealed class GanDiscriminatorLoss : TensorLoss, ICatalogued<GanDiscriminatorLoss>
{
    private const int Real = 0;
    private const int Fake = 1;

    /// <summary>Initializes a new instance of the <see cref="GanDiscriminatorLoss"/> class.</summary>
    /// <param name="kind">What the discriminator is trained by.</param>
    /// <exception cref="LossException">The kind is none of those defined.</exception>
    public GanDiscriminatorLoss(DiscriminatorKind kind = DiscriminatorKind.Standard)
        : base(About, Reduction.Sum) => Kind = OptionText.Defined("kind", kind);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "gan-discriminator",
        Title = "GAN discriminator",
        Family = LossFamily.Generative,
        Meaning = "How far a discriminator is from telling real samples from generated ones.",
        Formula = "standard: mean softplus(−real) + mean softplus(fake); least-squares: ½(mean (real − 1)² + mean fake²); "
            + "hinge: mean max(0, 1 − real) + mean max(0, 1 + fake); wasserstein: mean fake − mean real",
        Gradient = "standard: −σ(−real)/n for real, σ(fake)/n for fake; least-squares: (real − 1)/n, fake/n; hinge: −1/n and 1/n inside the margin; "
            + "wasserstein: −1/n and 1/n",
        Inputs =
        [
            new("real", InputRole.Differentiable, "any shape", Domain.Real),
            new("fake", InputRole.Differentiable, "any shape", Domain.Real),
        ],
        Options =
        [
            new("kind", OptionKind.Choice, "standard", "what the discriminator is trained by")
            {
                Choices = OptionText.Words<DiscriminatorKind>(),
            },
        ],
        Reductions = [],
        Pictured = ["kind=standard", "kind=hinge"],
        UseWhen = "A discriminator or critic is trained against a generator: standard or hinge to begin with, wasserstein with a gradient penalty.",
        AvoidWhen = "The generator is to be trained: its loss is another one (gan-generator).",
        Pitfalls =
        [
            "Scores are logits: a discriminator that ends in a sigmoid is squashed twice, learns slowly and never gets below about 1.0; leave the sigmoid out.",
            "With wasserstein the scores grow without bound unless the critic is kept Lipschitz by a gradient penalty or spectral normalisation.",
            "The generated samples must be detached here, or the discriminator's step also moves the generator.",
        ],
        Reference = "I. Goodfellow et al., Generative adversarial nets, NeurIPS 2014; X. Mao et al., Least squares generative adversarial networks, "
            + "ICCV 2017; J. H. Lim, J. C. Ye, Geometric GAN, 2017; M. Arjovsky, S. Chintala, L. Bottou, Wasserstein GAN, 2017",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("BCEWithLogitsLoss of ones and zeros for standard"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing("BinaryCrossentropy(from_logits) of ones and zeros for standard"),
            optax: NameThere.Missing(),
            new ElsewhereName(
                "MONAI", "PatchAdversarialLoss", "one side a call; least squares by default, without the ½ and after a leaky ReLU")),
    };

    /// <summary>Gets what the discriminator is trained by.</summary>
    public DiscriminatorKind Kind { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex
        | (Kind == DiscriminatorKind.Wasserstein ? LossTraits.None : LossTraits.NonNegative)
        | (Kind == DiscriminatorKind.LeastSquares ? LossTraits.None : LossTraits.BoundedGradient);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GanDiscriminatorLoss Create(LossOptions options) => new(options.Choice<DiscriminatorKind>("kind"));

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="real">The scores of real samples.</param>
    /// <param name="fake">The scores of generated samples, any number of them.</param>
    /// <param name="realGradient">Receives the derivative of the value by each score of a real sample; leave empty where it is not wanted.</param>
    /// <param name="fakeGradient">
    /// Receives the derivative of the value by each score of a generated sample; leave empty where it is not wanted.
    /// </param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">A gradient has another shape than its scores, or overlaps them.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> real,
        in ReadOnlyTensorSpan<T> fake,
        in TensorSpan<T> realGradient = default,
        in TensorSpan<T> fakeGradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(real, realGradient);
        arguments.Add(fake, fakeGradient);
        return Evaluate(arguments, mode);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => default;

    private protected override double Run<T>(in TensorCall<T> call) => Kind switch
    {
        DiscriminatorKind.Standard => Sides(new AdversarialKernels.Softplus(-1, 1), new AdversarialKernels.Softplus(1, 1), call),
        DiscriminatorKind.LeastSquares => Sides(new AdversarialKernels.HalfSquare(1), new AdversarialKernels.HalfSquare(0), call),
        DiscriminatorKind.Hinge => Sides(new AdversarialKernels.Hinge(-1), new AdversarialKernels.Hinge(1), call),
        _ => Sides(new AdversarialKernels.Linear(-1), new AdversarialKernels.Linear(1), call),
    };

    private static double Sides<TKernel, T>(TKernel real, TKernel fake, in TensorCall<T> call)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var factor = UnitDriver.WeightOf(call, 0);
        var value = TensorElements.Run(real, call, Real, Reduction.Mean, factor) + TensorElements.Run(fake, call, Fake, Reduction.Mean, factor);
        return UnitDriver.Deliver(value, call);
    }
}
