namespace LossKit;

/// <summary>A loss or a gradient that is NaN or infinite although no input is.</summary>
internal sealed class NotFiniteLossCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide => NotFiniteCheck.Told;

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [FindingCode.NotFinite, FindingCode.SwappedArguments, FindingCode.MeansOnWrongScale, FindingCode.ImpossibleAlignment];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination) =>
        examination.Answer is not { } answer ? []
        : OfAnswer(answer, string.Empty) is { } finding ? [finding]
        : examination.AnswerInSingle is { } single
            && OfAnswer(single, " in single precision, in which models are trained") is { } rounded ? [rounded]
        : [];

    private Finding? OfAnswer(LossAnswer answer, string how)
    {
        foreach (var (input, gradient) in answer.Gradients!.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var first = Array.FindIndex(gradient.Values, number => !double.IsFinite(number));
            if (first >= 0)
            {
                return Found("loss",
                    $"All inputs are finite, but the gradient is not{how}: it begins at {Say.Place(input, gradient, first)}.") with
                {
                    Index = first,
                    Value = gradient.Values[first],
                };
            }
        }

        var value = answer.Value.Values.FirstOrDefault(number => !double.IsFinite(number));
        return double.IsFinite(value)
            ? null
            : Found("loss", $"All inputs can be used, but the loss is {Sentences.Number(value)}{how}.") with { Value = value };
    }
}
