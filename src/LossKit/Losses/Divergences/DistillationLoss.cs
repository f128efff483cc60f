namespace LossKit;

/// <summary>Knowledge distillation: the divergence of a student's softened probabilities from those of its teacher.</summary>
/// <remarks>
/// T²·Σ p·(ln p − ln q) with p = softmax(teacher/T) and q = softmax(student/T). The gradient by the student's logits is T·(q − p); the factor T²
/// keeps its size when T changes.
/// </remarks>
public sealed class DistillationLoss : DivergenceLoss, ICatalogued<DistillationLoss>
{
    /// <summary>Initializes a new instance of the <see cref="DistillationLoss"/> class.</summary>
    /// <param name="temperature">What logits are divided by before the softmax; greater than 0. Larger ones show more of the wrong classes.</param>
    /// <param name="reduction">How the terms are reduced.</param>
    /// <exception cref="LossException">The temperature is not positive.</exception>
    public DistillationLoss(double temperature = 2, Reduction reduction = Reduction.BatchMean)
        : base(About, reduction) => Temperature = About.Check("temperature", temperature);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "distillation",
        Title = "Knowledge distillation",
        Family = LossFamily.Divergence,
        Meaning = "How far a student's softened probabilities are from those of its teacher.",
        Formula = "T²·p·(ln p − ln q), p = softmax(target/T), q = softmax(prediction/T)",
        Gradient = "T·(q − p), of a row's sum",
        Inputs = Distributions("logits of the student", "logits of the teacher", Domain.Real),
        Options = [new("temperature", OptionKind.Number, "2", "what logits are divided by before the softmax") { Domain = Domain.Positive }],
        Reductions = UsualReductions,
        UseWhen = "A small model shall learn from the logits of a large one.",
        AvoidWhen = "There are labels only, or probabilities instead of a teacher's logits (cross-entropy, kl-divergence).",
        Pitfalls =
        [
            "The factor T² is inside: code that multiplies by T² again trains with a step that is T² too large.",
            "Beside a loss of the true labels each needs a weight, since this one is measured at temperature T and the other at 1.",
            SeveralMeans,
        ],
        Reference = "G. Hinton, O. Vinyals, J. Dean, Distilling the knowledge in a neural network, NIPS deep learning workshop 2014",
        Elsewhere = ElsewhereNames.Nowhere("T² times the Kullback–Leibler divergence of the softmax of both logits over T"),
    };

    /// <summary>Gets what logits are divided by before the softmax.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static DistillationLoss Create(LossOptions options) => new(options.Number("temperature"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var rows = RowsOf(call);
        var count = call.Shape(0).Count;
        if (count == 0)
        {
            return 0;
        }

        var divisor = Divisor.ForCount(call.Reduction, count, rows);
        fixed (T* student = call.Numbers(0), teacher = call.Numbers(1), gradient = call.Gradient(0), values = call.Values, weight = call.Weight)
        {
            var kernel = new DistillationRow<T>
            {
                Student = student,
                Teacher = teacher,
                Gradient = gradient,
                Values = values,
                Weight = weight,
                Classes = count / rows,
                Temperature = Temperature,
                Scale = divisor.Scale,
                Width = call.Width,
            };

            // A unit is a row, while the single losses are its classes: the row weighs them and hands them out.
            var sums = call;
            sums.Values = default;
            sums.Weight = default;
            sums.Reduction = Reduction.Sum;
            return divisor.Divide(UnitDriver.Run(kernel, rows, kernel.Classes, sums));
        }
    }
}
