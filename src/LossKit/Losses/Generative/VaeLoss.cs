using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The negative evidence lower bound of a variational autoencoder: what reconstruction costs, and the divergence of the code.</summary>
/// <remarks>Σ reconstruction + β Σ −½(1 + lv − μ² − e^lv). β above 1 buys independent factors of the code with blurred reconstructions.</remarks>
public sealed class VaeLoss : TensorLoss, ICatalogued<VaeLoss>
{
    private const int Reconstructed = 0;
    private const int Target = 1;
    private const int Mean = 2;
    private const int LogVariance = 3;

    /// <summary>Initializes a new instance of the <see cref="VaeLoss"/> class.</summary>
    /// <param name="reconstruction">What an element of a sample costs that is not reproduced.</param>
    /// <param name="beta">The weight of the divergence; at least 0.</param>
    /// <param name="reduction">Whether everything is summed, or divided by the number of samples after that.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public VaeLoss(
        ReconstructionLoss reconstruction = ReconstructionLoss.Bce, double beta = 1, Reduction reduction = Reduction.Sum)
        : base(About, reduction)
    {
        Reconstruction = OptionText.Defined("reconstruction-loss", reconstruction);
        Beta = About.Check("beta", beta);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "vae",
        Title = "Variational autoencoder",
        Aliases = ["beta-vae", "negative-elbo"],
        Family = LossFamily.Generative,
        Meaning = "What samples lose in reconstruction, and how far their codes are from a standard Gaussian.",
        Formula = "Σ reconstruction + β·Σ −½(1 + lv − μ² − e^lv), lv = log-variance, μ = mean",
        Gradient = "of the reconstruction: (p − t)/max(p(1 − p), 1e-12) for bce, σ(z) − t for bce-with-logits, 2e for mse; β·μ for mean; "
            + "½β(e^lv − 1) for log-variance",
        Inputs =
        [
            new("reconstruction", InputRole.Differentiable, "[N,D] probabilities, logits or values", Domain.Real),
            new("target", InputRole.Target, "[N,D] samples", Domain.Real),
            new("mean", InputRole.Differentiable, "[N,Z] means of the codes", Domain.Real),
            new("log-variance", InputRole.Differentiable, "[N,Z] logarithms of their variances", Domain.Real),
        ],
        Options =
        [
            new("reconstruction-loss", OptionKind.Choice, "bce", "what an element costs that is not reproduced")
            {
                Choices = OptionText.Words<ReconstructionLoss>(),
            },
            new("beta", OptionKind.Number, "1", "the weight of the divergence") { Domain = Domain.NonNegative },
        ],
        Reductions = [Reduction.Sum, Reduction.BatchMean],
        UseWhen = "A variational autoencoder is trained: bce-with-logits for samples in [0, 1], mse for others.",
        AvoidWhen = "There is no distribution over codes: a plain autoencoder pays for its reconstruction only (mse, bce-with-logits).",
        Pitfalls =
        [
            "Averaging the reconstruction over elements while summing the divergence makes β effectively D times larger: the code collapses to noise and all "
                + "reconstructions look alike.",
            "bce expects probabilities: give logits to bce-with-logits, which is also exact where a probability would round to 0 or 1.",
            "Samples outside [0, 1] have no cross-entropy: scale them, or choose mse.",
        ],
        Reference = "D. P. Kingma, M. Welling, Auto-encoding variational Bayes, ICLR 2014; I. Higgins et al., beta-VAE, ICLR 2017",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("binary_cross_entropy(reduction='sum') plus the divergence, in its example"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing("written out in its VAE example"),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets what an element of a sample costs that is not reproduced.</summary>
    public ReconstructionLoss Reconstruction { get; }

    /// <summary>Gets the weight of the divergence.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative;

    /// <inheritdoc/>
    internal override Domain DomainOf(int input) => input switch
    {
        Reconstructed when Reconstruction == ReconstructionLoss.Bce => Domain.UnitInterval,
        Target when Reconstruction != ReconstructionLoss.Mse => Domain.UnitInterval,
        _ => base.DomainOf(input),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static VaeLoss Create(LossOptions options) =>
        new(options.Choice<ReconstructionLoss>("reconstruction-loss"), options.Number("beta"), options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="reconstruction">The reconstructions, [N,D]: probabilities, logits or values.</param>
    /// <param name="target">The samples, [N,D].</param>
    /// <param name="mean">The means of the codes, [N,Z].</param>
    /// <param name="logVariance">The logarithms of their variances, [N,Z].</param>
    /// <param name="reconstructionGradient">Receives the derivative by the reconstructions; leave empty where it is not wanted.</param>
    /// <param name="meanGradient">Receives the derivative by the means; leave empty where it is not wanted.</param>
    /// <param name="logVarianceGradient">Receives the derivative by the log-variances; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a number lies outside its domain.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> reconstruction,
        in ReadOnlyTensorSpan<T> target,
        in ReadOnlyTensorSpan<T> mean,
        in ReadOnlyTensorSpan<T> logVariance,
        in TensorSpan<T> reconstructionGradient = default,
        in TensorSpan<T> meanGradient = default,
        in TensorSpan<T> logVarianceGradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(reconstruction, reconstructionGradient);
        arguments.Add(target);
        arguments.Add(mean, meanGradient);
        arguments.Add(logVariance, logVarianceGradient);
        return Evaluate(arguments, mode);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => default;

    private protected override double Run<T>(in TensorCall<T> call)
    {
        var factor = UnitDriver.WeightOf(call, 0) * Divisor.ForCount(Reduction, 1, call.Shape(Mean)[0]).Scale;
        var cost = Reconstruction switch
        {
            ReconstructionLoss.Bce => Cost(default(BceLoss.Kernel), call, factor),
            ReconstructionLoss.BceWithLogits => Cost(default(BceWithLogitsLoss.Kernel), call, factor),
            _ => Cost(default(MseLoss.Kernel), call, factor),
        };
        var divergence = TensorElements.RunBoth(default(GaussianKlKernel), call, Mean, LogVariance, Reduction.Sum, factor * Beta);
        return UnitDriver.Deliver(cost + divergence, call);
    }

    private static double Cost<TKernel, T>(TKernel kernel, in TensorCall<T> call, double factor)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorElements.RunPair(kernel, call, Reconstructed, Target, Reduction.Sum, factor);
}
