namespace LossKit;

/// <summary>A loss of matched arrays under the laws.</summary>
/// <param name="loss">The loss.</param>
/// <param name="options">Where numbers are drawn from.</param>
internal sealed class ElementwiseSubject(ElementwiseLoss loss, LossLawOptions options) : LawSubject(loss, options)
{
    /// <inheritdoc/>
    public override int Share => loss.PredictionsPerTarget;

    /// <inheritdoc/>
    public override bool TakesWeights => true;

    /// <inheritdoc/>
    public override bool AreTargetsNumbers => true;

    /// <inheritdoc/>
    public override IEnumerable<double> FarPredictions => [double.PositiveInfinity, double.NegativeInfinity, 1e4, -1e4];

    /// <inheritdoc/>
    public override bool IsReached(int from, int to) => from == to;

    private protected override double DrawTarget(Random random) => DomainSampler.Draw(Targets, InputRole.Target, random);

    private protected override LossFraction Run<T>(LawSample sample, LawBuffers<T> buffers, bool[]? mask, LawCall call)
    {
        var target = Array.ConvertAll(sample.Target, T.CreateTruncating);
        var (prediction, weight, values, gradient, hessian) = buffers;
        switch (call)
        {
            case LawCall.Fraction:
                return loss.EvaluateFraction<T>(prediction, target, gradient, hessian, weight, mask: mask);
            case LawCall.Reduced:
                var reduced = loss.EvaluateWithValues<T>(prediction, target, values, gradient, hessian, weight, mask: mask);
                return new(double.CreateTruncating(reduced), 1);
            default:
                loss.EvaluateEach<T>(prediction, target, values, gradient, hessian, weight, mask: mask);
                return new(0, 1);
        }
    }
}
