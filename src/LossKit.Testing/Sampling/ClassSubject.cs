namespace LossKit;

/// <summary>A loss of class scores under the laws.</summary>
/// <param name="loss">The loss.</param>
/// <param name="options">Where numbers are drawn from.</param>
internal sealed class ClassSubject(ClassLoss loss, LossLawOptions options) : LawSubject(loss, options)
{
    private const int SomeClasses = 5;

    /// <inheritdoc/>
    public override int Share => loss.ClassWeights.Count > 0 ? loss.ClassWeights.Count : SomeClasses;

    /// <inheritdoc/>
    public override bool TakesWeights => false;

    /// <inheritdoc/>
    public override bool AreTargetsNumbers => false;

    /// <inheritdoc/>
    public override IEnumerable<double> FarPredictions => [1e4, -1e4];

    /// <inheritdoc/>
    public override bool IsReached(int from, int to) => from / Share == to / Share;

    private protected override double DrawTarget(Random random) => random.Next(Share);

    private protected override LossFraction Run<T>(LawSample sample, LawBuffers<T> buffers, bool[]? mask, LawCall call)
    {
        var target = Array.ConvertAll(sample.Target, index => (int)index);
        var shape = new ClassShape(target.Length, Share);
        var (prediction, _, values, gradient, hessian) = buffers;
        switch (call)
        {
            case LawCall.Fraction:
                return loss.EvaluateFraction<T>(prediction, shape, target, gradient, hessian, mask: mask);
            case LawCall.Reduced:
                var reduced = loss.EvaluateWithValues<T>(prediction, shape, target, values, gradient, hessian, mask: mask);
                return new(double.CreateTruncating(reduced), 1);
            default:
                loss.EvaluateEach<T>(prediction, shape, target, values, gradient, hessian, mask: mask);
                return new(0, 1);
        }
    }
}
