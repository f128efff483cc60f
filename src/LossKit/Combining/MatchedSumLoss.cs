namespace LossKit;

/// <summary>A sum of losses of matched arrays, one of which at least gives a single value only, as rmse does.</summary>
/// <remarks>
/// Terms run one after the other, each with its own domains; gradients and Hessians are added up with the factors, and nothing is
/// allocated. Made by <c>a * loss1 + b * loss2</c>.
/// </remarks>
public sealed class MatchedSumLoss : MatchedLoss, ILossSum
{
    private readonly MatchedTerms _terms;

    internal MatchedSumLoss(MatchedTerms terms)
        : base(terms.Card, terms.First.Reduction) => _terms = terms;

    /// <inheritdoc/>
    public IReadOnlyList<LossTerm> Terms => _terms.Terms;

    /// <inheritdoc/>
    public override LossTraits Traits => TermRules.Traits(_terms.Terms);

    /// <inheritdoc/>
    public override int PredictionsPerTarget => _terms.First.PredictionsPerTarget;

    /// <inheritdoc/>
    public override bool HasColumns => _terms.First.HasColumns;

    private protected override (string Input, ParameterVector Numbers)? LastDimension => _terms.LastDimension;

    /// <summary>Evaluates the sum and tells what each term gives, for a log.</summary>
    /// <inheritdoc cref="MatchedLoss.Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, Span{T}, ReadOnlySpan{T}, GradientMode, ReadOnlySpan{bool})"/>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="terms">Receives the reduced value of each term, in the order of <see cref="Terms"/> and without its factor.</param>
    /// <param name="gradient">Receives the derivative of the sum by each prediction; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each prediction; leave empty where it is not wanted.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do.</param>
    /// <returns>The sum of the terms, each multiplied by its factor.</returns>
    public T EvaluateTerms<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> terms,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(terms), terms.Length, _terms.Terms.Length, "one for each term");
        return EvaluateReduced(Call(prediction, target, gradient, hessian, weight, mode, mask) with { Terms = terms });
    }

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => _terms.Run(call);
}
