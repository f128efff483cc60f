using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Adds the losses of several tasks, each weighted by a variance that is learned with the model.</summary>
/// <remarks>
/// Σ e^(−s)·L + s, s = log-variance of the task's noise. A task whose loss stays large gets a large variance and counts less; the term s keeps
/// variances from growing without end. At the minimum over s each task contributes 1 + ln L.
/// </remarks>
public sealed class UncertaintyWeightingLoss : TensorLoss, ICatalogued<UncertaintyWeightingLoss>
{
    private const int Losses = 0;
    private const int LogVariances = 1;

    /// <summary>Initializes a new instance of the <see cref="UncertaintyWeightingLoss"/> class.</summary>
    public UncertaintyWeightingLoss()
        : base(About, Reduction.Sum)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "uncertainty-weighting",
        Title = "Uncertainty weighting",
        Aliases = ["kendall"],
        Family = LossFamily.MultiTask,
        Meaning = "The losses of several tasks, each weighted by a variance that is learned with the model.",
        Formula = "Σ e^(−s)·L + s, L = losses, s = log-variances",
        Gradient = "e^(−s) for losses, 1 − e^(−s)·L for log-variances",
        Inputs =
        [
            new("losses", InputRole.Differentiable, "[T] the loss of each task", Domain.Real),
            new("log-variances", InputRole.Differentiable, "[T] one to be learned for each task", Domain.Real),
        ],
        Reductions = [],
        UseWhen = "Tasks of different scale share a model and their weights shall not be tuned by hand.",
        AvoidWhen = "The weights are known, or say which task matters: write them, a * loss1 + b * loss2.",
        Pitfalls =
        [
            "The log-variances are parameters: forgotten by the optimizer they stay where they began, and this is a fixed sum.",
            "A loss that can reach 0 or below drives its log-variance to minus infinity and takes all weight: use it with losses that stay positive.",
            "The paper has e^(−s)/2 for regression and s/2; here both halves are left out, which only rescales the whole.",
        ],
        Reference = "A. Kendall, Y. Gal, R. Cipolla, Multi-task learning using uncertainty to weigh losses for scene geometry and semantics, CVPR 2018",
        Elsewhere = ElsewhereNames.Nowhere(),
    };

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.None;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static UncertaintyWeightingLoss Create(LossOptions options) => new();

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="losses">The loss of each task, [T].</param>
    /// <param name="logVariances">The logarithm of each task's variance, [T].</param>
    /// <param name="lossesGradient">Receives the weight that each task's loss has; leave empty where it is not wanted.</param>
    /// <param name="logVariancesGradient">Receives the derivative by each log-variance; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives what each task contributes; leave empty where it is not wanted.</param>
    /// <returns>The weighted sum.</returns>
    /// <exception cref="LossException">The shapes differ.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> losses,
        in ReadOnlyTensorSpan<T> logVariances,
        in TensorSpan<T> lossesGradient = default,
        in TensorSpan<T> logVariancesGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(losses, lossesGradient);
        arguments.Add(logVariances, logVariancesGradient);
        return Evaluate(arguments, mode, values);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(Losses);

    private protected override double Run<T>(in TensorCall<T> call) =>
        TensorElements.RunEach(default(Kernel), call, Losses, LogVariances, Reduction.Sum);

    /// <summary>e^(−s)·L + s with both derivatives.</summary>
    internal readonly struct Kernel : ICompanionKernel
    {
        /// <inheritdoc/>
        public static bool ReadsCompanion => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(
            TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            gradient = LaneMath.Exp(-companion);
            var weighted = LaneMath.MultiplyOrZero(gradient, prediction);
            value = weighted + companion;
            second = TLane.One - weighted;

            // NaN of either shall be seen in both gradients.
            gradient = TLane.Select(TLane.AreEqual(weighted, weighted), gradient, weighted);
        }
    }
}
