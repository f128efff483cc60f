using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Curriculum learning: the sum of the losses of samples that are not harder than training has come, weighted as if they were all.</summary>
/// <remarks>w = [difficulty ≤ progress], then w ← w·N/(Σw + 10⁻⁶), and Σ w·L. As progress goes from 0 to 1, harder samples come in.</remarks>
public sealed class CurriculumLoss : TensorLoss, ICatalogued<CurriculumLoss>
{
    private const int Losses = 0;
    private const int Difficulty = 1;

    // The protocol's guard against no sample at all.
    private const double Guarded = 1e-6;

    /// <summary>Initializes a new instance of the <see cref="CurriculumLoss"/> class.</summary>
    /// <param name="progress">How far training has come, from 0 to 1.</param>
    /// <exception cref="LossException">Progress lies outside [0, 1].</exception>
    public CurriculumLoss(double progress = 1)
        : base(About, Reduction.Sum) => Progress = About.Check("progress", progress);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "curriculum",
        Title = "Curriculum",
        Family = LossFamily.MultiTask,
        Meaning = "The losses of the samples that are not harder than training has come, as if they were all.",
        Formula = "Σ w·L, w = [difficulty ≤ progress]·N/(Σ[difficulty ≤ progress] + 1e-6)",
        Gradient = "w",
        Inputs =
        [
            new("losses", InputRole.Differentiable, "[N] the loss of each sample", Domain.Real),
            new("difficulty", InputRole.Given, "[N] how hard each sample is", Domain.UnitInterval),
        ],
        Options = [new("progress", OptionKind.Number, "1", "how far training has come") { Domain = Domain.UnitInterval }],
        Reductions = [],
        Pictured = ["progress=0.5"],
        UseWhen = "Samples can be ordered by difficulty and training on all of them from the start is unstable or slow.",
        AvoidWhen = "There is no measure of difficulty but the loss itself: weight by that, as self-paced learning does.",
        Pitfalls =
        [
            "With progress below the easiest sample's difficulty nothing is selected and the loss is 0: begin where some samples are in.",
            "Difficulty must not be the label in disguise: a curriculum over one class first teaches the model that class only.",
        ],
        Reference = "Y. Bengio, J. Louradour, R. Collobert, J. Weston, Curriculum learning, ICML 2009",
        Elsewhere = ElsewhereNames.Nowhere(),
    };

    /// <summary>Gets how far training has come, from 0 to 1.</summary>
    public double Progress { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.BoundedGradient;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CurriculumLoss Create(LossOptions options) => new(options.Number("progress"));

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="losses">The loss of each sample, [N].</param>
    /// <param name="difficulty">How hard each sample is, from 0 to 1, [N].</param>
    /// <param name="gradient">Receives the weight of each sample; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the weighted losses of the samples; leave empty where they are not wanted.</param>
    /// <returns>The weighted sum.</returns>
    /// <exception cref="LossException">The shapes differ, or a difficulty lies outside [0, 1].</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> losses,
        in ReadOnlyTensorSpan<T> difficulty,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(losses, gradient);
        arguments.Add(difficulty);
        return Evaluate(arguments, mode, values);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(Losses);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var selected = 0;
        foreach (var difficulty in call.Numbers(Difficulty))
        {
            selected += double.CreateTruncating(difficulty) <= Progress ? 1 : 0;
        }

        fixed (T* losses = call.Numbers(Losses), difficulty = call.Numbers(Difficulty), gradient = call.Gradient(Losses))
        {
            var kernel = new Kernel<T>
            {
                Losses = losses,
                Difficulty = difficulty,
                Gradient = gradient,
                Progress = Progress,
                Weight = call.Numbers(Losses).Length / (selected + Guarded),
            };
            return UnitDriver.Run(kernel, call.Numbers(Losses).Length, 1, call);
        }
    }

    private unsafe struct Kernel<T> : IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T* Losses;
        public T* Difficulty;
        public T* Gradient;
        public double Progress;
        public double Weight;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            var difficulty = double.CreateTruncating(Difficulty[unit]);
            var loss = double.CreateTruncating(Losses[unit]);
            var undefined = difficulty + loss;
            var weight = double.IsNaN(undefined) ? undefined : difficulty <= Progress ? Weight : 0;
            if (scale != 0 && Gradient is not null)
            {
                Gradient[unit] += T.CreateTruncating(scale * weight);
            }

            return weight == 0 ? 0 : weight * loss;
        }
    }
}
