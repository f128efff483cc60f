namespace LossKit;

/// <summary>A sum of losses of the same arrays (embeddings, regions, boxes, sequences): used wherever one of them is.</summary>
/// <remarks>
/// Terms run one after the other and add to the same gradients; a factor is the weight of all single losses of its term. Made by
/// <c>a * loss1 + b * loss2</c>.
/// </remarks>
public sealed class TensorSumLoss : TensorLoss, ILossSum
{
    private readonly LossTerm[] _terms;
    private readonly TensorLoss[] _losses;
    private readonly Domain[] _domains;

    internal TensorSumLoss(ReadOnlySpan<LossTerm> terms)
        : this(TermRules.Check(terms))
    {
    }

    private TensorSumLoss(LossTerm[] terms)
        : base(SumCard.Of(terms, TermRules.JoinInputs(terms)), terms[0].Loss.Reduction)
    {
        _terms = terms;
        _losses = [.. terms.Select(term => (TensorLoss)term.Loss)];
        _domains = [.. Card.Arguments.Select((input, i) => JoinDomains(input.Name, i))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<LossTerm> Terms => _terms;

    /// <inheritdoc/>
    public override LossTraits Traits => TermRules.Traits(_terms);

    /// <summary>Evaluates the sum and tells what each term gives, for a log.</summary>
    /// <inheritdoc cref="TensorLoss.Evaluate{T}(in TensorArguments{T}, GradientMode, Span{T}, ReadOnlySpan{T})"/>
    /// <param name="arguments">The inputs in the order of the card, and where their gradients go.</param>
    /// <param name="terms">Receives the reduced value of each term, in the order of <see cref="Terms"/> and without its factor.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss; leave empty for none.</param>
    /// <returns>The sum of the terms, each multiplied by its factor.</returns>
    public T EvaluateTerms<T>(
        scoped in TensorArguments<T> arguments,
        scoped Span<T> terms,
        GradientMode mode = GradientMode.Write,
        scoped Span<T> values = default,
        scoped ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(terms), terms.Length, _terms.Length, "one for each term");
        return Evaluate(arguments, mode, values, weight, terms);
    }

    // What options narrow stands on no card: logits for one term may have to be probabilities for another.
    internal override Domain DomainOf(int input) => _domains[input];

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => _losses[0].ShapeOfTerm(call);

    private protected override void CheckNumbers<T>(in TensorCall<T> call)
    {
        var shape = ShapeOfValues(call);
        foreach (var loss in _losses)
        {
            loss.CheckTerm(call);
            var own = loss.ShapeOfTerm(call);
            if (!(call.Values.IsEmpty && call.Weight.IsEmpty) && !own.Span.SequenceEqual(shape.Span))
            {
                throw Sentences.TermsDiffer(
                    _losses[0].Card.Id,
                    loss.Card.Id,
                    "the shape of their single losses",
                    Sentences.Shape(shape.Span),
                    Sentences.Shape(own.Span));
            }
        }
    }

    private protected override double Run<T>(in TensorCall<T> call)
    {
        call.Values.Clear();
        var sum = 0.0;
        for (var i = 0; i < _losses.Length; i++)
        {
            using var term = new WeightedTerm<T>(_losses[i], _terms[i].Factor, call);
            var value = term.Run(call);
            sum += value;
            if (!call.Terms.IsEmpty)
            {
                call.Terms[i] = T.CreateTruncating(term.WithoutFactor(value, call));
            }
        }

        return sum;
    }

    private Domain JoinDomains(string name, int input)
    {
        var domain = _losses[0].DomainOf(input);
        foreach (var loss in _losses)
        {
            domain = TermRules.Join(name, _losses[0], domain, loss, loss.DomainOf(input));
        }

        return domain;
    }
}
