namespace LossKit;

/// <summary>A sum of losses of class scores: used wherever one of them is.</summary>
/// <remarks>
/// Terms run one after the other, each with its own class weights and its own divisor of the mean; gradients and Hessians are added up
/// with the factors. A target is ignored where all terms ignore it. Made by <c>a * loss1 + b * loss2</c>.
/// </remarks>
public sealed class ClassSumLoss : ClassLoss, ILossSum
{
    private readonly LossTerm[] _terms;
    private readonly ClassLoss[] _losses;

    internal ClassSumLoss(ReadOnlySpan<LossTerm> terms)
        : this(TermRules.Check(terms))
    {
    }

    private ClassSumLoss(LossTerm[] terms)
        : base(Describe(terms), terms[0].Loss.Reduction, default, CommonIgnoreIndex(terms))
    {
        _terms = terms;
        _losses = [.. terms.Select(term => (ClassLoss)term.Loss)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<LossTerm> Terms => _terms;

    /// <inheritdoc/>
    public override LossTraits Traits => TermRules.Traits(_terms);

    private protected override bool AllowsPositions => Array.TrueForAll(_losses, loss => loss.TakesPositions);

    /// <summary>Evaluates the sum and tells what each term gives, for a log.</summary>
    /// <inheritdoc cref="ClassLoss.Evaluate{T}(ReadOnlySpan{T}, ClassShape, ReadOnlySpan{int}, Span{T}, Span{T}, GradientMode, ReadOnlySpan{bool})"/>
    /// <param name="prediction">The scores in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The index of the true class of each row.</param>
    /// <param name="terms">Receives the reduced value of each term, in the order of <see cref="Terms"/> and without its factor.</param>
    /// <param name="gradient">Receives the derivative of the sum by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do.</param>
    /// <returns>The sum of the terms, each multiplied by its factor.</returns>
    public T EvaluateTerms<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> terms,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(terms), terms.Length, _terms.Length, "one for each term");
        return EvaluateReduced(Call(prediction, shape, target, gradient, hessian, mode, mask) with { Terms = terms });
    }

    private protected override void CheckClasses(int classes)
    {
        foreach (var loss in _losses)
        {
            loss.CheckAll(classes);
        }
    }

    private protected override double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        using var prediction = new InputSnapshot<T>(call.Prediction, call.Values, call.Gradient, call.Hessian);
        Span<double> denominator = stackalloc double[1];
        var own = call with
        {
            Prediction = prediction.Span,
            Terms = default,
            Denominator = call.Denominator.IsEmpty ? default : denominator,
        };
        var sum = 0.0;
        for (var i = 0; i < _losses.Length; i++)
        {
            var factor = _terms[i].Factor;
            var value = _losses[i].RunTerm(own with { Factor = call.Factor * factor });
            sum += factor * value;
            if (!call.Terms.IsEmpty)
            {
                call.Terms[i] = T.CreateTruncating(value);
            }

            Join(call.Denominator, denominator[0], i);
            own = own with { Mode = GradientMode.Add, ValuesMode = GradientMode.Add };
        }

        return sum;
    }

    // A sum has one fraction only if its terms divide by the same number.
    private void Join(Span<double> known, double denominator, int term)
    {
        if (known.IsEmpty)
        {
            return;
        }

        if (term > 0 && known[0] != denominator)
        {
            throw Sentences.TermsDiffer(
                _losses[0].Card.Id,
                _losses[term].Card.Id,
                "what the mean divides by (accumulate each term by itself instead)",
                Sentences.Number(known[0]),
                Sentences.Number(denominator));
        }

        known[0] = denominator;
    }

    private static LossCard Describe(LossTerm[] terms)
    {
        var takesPositions = Array.TrueForAll(terms, term => ((ClassLoss)term.Loss).TakesPositions);
        return SumCard.Of(terms, InputLists.Scores(
            takesPositions ? "[N,C] or [N,C,d1,...] scores" : "[N,C] scores",
            takesPositions ? "[N,d1,...] class indices" : "[N] class indices"));
    }

    private static int? CommonIgnoreIndex(LossTerm[] terms)
    {
        var first = ((ClassLoss)terms[0].Loss).IgnoreIndex;
        return Array.TrueForAll(terms, term => ((ClassLoss)term.Loss).IgnoreIndex == first) ? first : null;
    }
}
