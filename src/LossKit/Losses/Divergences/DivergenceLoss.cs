namespace LossKit;

/// <summary>A divergence of predicted distributions from target distributions, one for each row: [N,C], or [C] for a single row.</summary>
/// <remarks>
/// Its single losses are the terms of the classes, as <see cref="Reduction.None"/> gives them; <see cref="Reduction.BatchMean"/>, the default, adds
/// them up and divides by the number of rows, which is the divergence's mathematical mean.
/// </remarks>
public abstract class DivergenceLoss : TargetTensorLoss
{
    private protected const string SeveralMeans =
        "Mean divides by the number of classes too, so it is C times smaller than the divergence: keep batch-mean unless that number is wanted.";

    private protected DivergenceLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    private protected static IReadOnlyList<Reduction> UsualReductions { get; } = [Reduction.BatchMean, Reduction.Mean, Reduction.Sum, Reduction.None];

    private protected static IReadOnlyList<LossInput> Distributions(string prediction, string target, Domain domain) =>
    [
        new("prediction", InputRole.Differentiable, $"[N,C] {prediction}, or [C] for one row", domain),
        new("target", InputRole.Target, $"as prediction: {target}", domain),
    ];

    /// <summary>Gives the number of rows.</summary>
    private protected static int RowsOf<T>(in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => call.Shape(0).Rank == 1 ? 1 : call.Shape(0)[0];

    /// <summary>Evaluates a divergence whose terms look at one class each; the target is held against its domain on the way.</summary>
    private protected static double RunTerms<TKernel, T>(TKernel kernel, Domain target, in TensorCall<T> call)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var elements = new ElementwiseCall<T>
        {
            Prediction = call.Numbers(0),
            Target = call.Numbers(1),
            Weight = call.Weight,
            Values = call.Values,
            Gradient = call.Gradient(0),
            Mode = call.Mode,
            Reduction = call.Reduction,
            Batch = RowsOf(call),
            TargetDomain = target,
            Width = call.Width,
        };
        return ElementwiseDriver.Run(kernel, elements).Checked(elements);
    }

    private protected sealed override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(0);
}
