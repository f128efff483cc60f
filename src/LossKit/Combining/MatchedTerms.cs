namespace LossKit;

/// <summary>The terms of a sum of losses of matched arrays, and the passes over them.</summary>
internal sealed class MatchedTerms
{
    private readonly MatchedLoss[] _losses;

    /// <summary>Initializes a new instance of the <see cref="MatchedTerms"/> class.</summary>
    /// <param name="terms">The terms; each a <see cref="MatchedLoss"/>.</param>
    /// <exception cref="LossException">The terms do not take the same inputs, or their reductions differ.</exception>
    public MatchedTerms(ReadOnlySpan<LossTerm> terms)
    {
        Terms = TermRules.Check(terms);
        _losses = [.. Terms.Select(term => (MatchedLoss)term.Loss)];
        First = _losses[0];
        (Prediction, Target, LastDimension) = First.Accepts;
        foreach (var loss in _losses.AsSpan(1))
        {
            CheckColumns(loss);
            var (prediction, target, lastDimension) = loss.Accepts;
            Prediction = TermRules.Join("prediction", First, Prediction, loss, prediction);
            Target = TermRules.Join("target", First, Target, loss, target);
            LastDimension = Join(LastDimension, loss, lastDimension);
        }

        Card = SumCard.Of(Terms, InputLists.Matched(Prediction, Target));
    }

    /// <summary>Gets the terms.</summary>
    public LossTerm[] Terms { get; }

    /// <summary>Gets the first loss, whose shapes are those of all.</summary>
    public MatchedLoss First { get; }

    /// <summary>Gets the predictions that all terms allow.</summary>
    public Domain Prediction { get; }

    /// <summary>Gets the targets that all terms allow.</summary>
    public Domain Target { get; }

    /// <summary>Gets the weights along the last dimension, of the first term that has some.</summary>
    public (string Input, ParameterVector Numbers)? LastDimension { get; }

    /// <summary>Gets the card of the sum.</summary>
    public LossCard Card { get; }

    /// <summary>Runs one term after the other; the first writes as the caller wants, the others add.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The call; shapes are checked already.</param>
    /// <returns>The sum, or the first number outside its domain; in that case nothing was written.</returns>
    public ElementwiseOutcome Run<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outside = ElementwiseDriver.FirstOutside(call);
        if (outside.IsFound)
        {
            return new(0, outside);
        }

        using var prediction = new InputSnapshot<T>(call.Prediction, call.Values, call.Gradient, call.Second);
        using var target = new InputSnapshot<T>(call.Target, call.Values, call.Gradient, call.Second);
        using var weight = new InputSnapshot<T>(call.Weight, call.Values, call.Gradient, call.Second);
        var own = call with { Prediction = prediction.Span, Target = target.Span, Weight = weight.Span, Terms = default };
        var sum = 0.0;
        for (var i = 0; i < _losses.Length; i++)
        {
            var factor = Terms[i].Factor;
            var value = _losses[i].RunTerm(own with { Factor = call.Factor * factor });
            sum += factor * value;
            if (!call.Terms.IsEmpty)
            {
                call.Terms[i] = T.CreateTruncating(value);
            }

            own = own with { Mode = GradientMode.Add, ValuesMode = GradientMode.Add };
        }

        return new(sum, Violation.None);
    }

    private void CheckColumns(MatchedLoss loss)
    {
        if (loss.HasColumns != First.HasColumns || loss.PredictionsPerTarget != First.PredictionsPerTarget)
        {
            throw Sentences.TermsDiffer(First.Card.Id, loss.Card.Id, "the shape of the predictions", Shape(First), Shape(loss));
        }

        static string Shape(MatchedLoss loss) => loss.HasColumns ? $"[N,{loss.PredictionsPerTarget}]" : "that of the targets";
    }

    private (string Input, ParameterVector Numbers)? Join(
        (string Input, ParameterVector Numbers)? known, MatchedLoss loss, (string Input, ParameterVector Numbers)? own)
    {
        if (known is var (input, numbers) && own is var (_, others) && numbers.Count != others.Count)
        {
            throw Sentences.TermsDiffer(First.Card.Id, loss.Card.Id, $"the length of {input}", $"{numbers.Count}", $"{others.Count}");
        }

        return known ?? own;
    }
}
