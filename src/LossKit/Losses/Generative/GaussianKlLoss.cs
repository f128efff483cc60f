using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// The Kullback-Leibler divergence of independent Gaussians, given by means and log-variances, from the standard Gaussian: the regulariser of a
/// variational autoencoder.
/// </summary>
/// <remarks>−½(1 + lv − μ² − e^lv) for each element. Gradients: μ and ½(e^lv − 1).</remarks>
public sealed class GaussianKlLoss : TensorLoss, ICatalogued<GaussianKlLoss>
{
    private const int Mean = 0;
    private const int LogVariance = 1;

    /// <summary>Initializes a new instance of the <see cref="GaussianKlLoss"/> class.</summary>
    /// <param name="reduction">How the elements' divergences are reduced.</param>
    /// <exception cref="LossException">The loss has no such reduction.</exception>
    public GaussianKlLoss(Reduction reduction = Reduction.Sum)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "gaussian-kl",
        Title = "Gaussian KL divergence",
        Family = LossFamily.Generative,
        Meaning = "How far Gaussians with these means and log-variances are from the standard Gaussian.",
        Formula = "−½(1 + lv − μ² − e^lv), lv = log-variance, μ = mean",
        Gradient = "μ for mean, ½(e^lv − 1) for log-variance",
        Inputs =
        [
            new("mean", InputRole.Differentiable, "[N,d…] means", Domain.Real),
            new("log-variance", InputRole.Differentiable, "as mean", Domain.Real),
        ],
        Reductions = [Reduction.Sum, Reduction.Mean, Reduction.BatchMean],
        UseWhen = "The code of a variational autoencoder shall stay near a standard Gaussian; the whole bound at once is vae (vae).",
        AvoidWhen = "Distributions over classes are compared (kl-divergence).",
        Pitfalls =
        [
            "Its scale against the reconstruction decides everything: with sum on one side and mean on the other the code collapses or the divergence is ignored.",
            "The second input is ln σ², not σ and not σ²: a network that outputs σ² directly is driven to σ² = 0 here, which the formula reads as σ = 1.",
            "A mean over elements divides by the width of the code too, which makes the pull weaker the wider the code is: use batch-mean.",
        ],
        Reference = "D. P. Kingma, M. Welling, Auto-encoding variational Bayes, ICLR 2014, appendix B",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("kl_divergence(Normal(mean, std), Normal(0, 1)) of its distributions, not reduced"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing("written out in its VAE examples"),
            optax: NameThere.Missing()),
    };

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GaussianKlLoss Create(LossOptions options) => new(options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="mean">The means, [N,d…].</param>
    /// <param name="logVariance">The logarithms of the variances, in the same shape.</param>
    /// <param name="meanGradient">Receives the derivative of the value by each mean; leave empty where it is not wanted.</param>
    /// <param name="logVarianceGradient">Receives the derivative of the value by each log-variance; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the elements' divergences beside the reduced one; leave empty where they are not wanted.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">The shapes differ.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> mean,
        in ReadOnlyTensorSpan<T> logVariance,
        in TensorSpan<T> meanGradient = default,
        in TensorSpan<T> logVarianceGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(mean, meanGradient);
        arguments.Add(logVariance, logVarianceGradient);
        return Evaluate(arguments, mode, values);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(Mean);

    private protected override double Run<T>(in TensorCall<T> call) =>
        TensorElements.RunEach(default(GaussianKlKernel), call, Mean, LogVariance, Reduction);
}
