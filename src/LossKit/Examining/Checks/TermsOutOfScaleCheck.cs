using System.Globalization;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Terms of a sum of losses one of which leaves nothing to the others.</summary>
internal sealed class TermsOutOfScaleCheck : MistakeCheck
{
    private const double Most = 30;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.TermsOutOfScale,
        FindingSeverity.Warning,
        "The gradients of two terms of a sum of losses differ at least 30-fold in length, with their factors and without: a small factor "
            + "alone may be intended. Where all "
            + "gradients of a term are 0, it is left out.",
        "What decides a step is the sum of the gradients: the small term is there in the formula and not in the training.",
        "Multiply each term by what makes its gradient as long as that of the first, and go on from there; or let UncertaintyWeighting or "
            + "GradNormWeighting find the factors.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Loss: ILossSum sum, Answer: not null })
        {
            yield break;
        }

        var pulls = sum.Terms.Select(term => Pull.Of(term, examination.Inputs)).OfType<Pull>().Where(pull => pull.Weighted > 0).ToArray();
        if (pulls.Length < 2)
        {
            yield break;
        }

        var (most, least) = (pulls.MaxBy(pull => pull.Weighted)!, pulls.MinBy(pull => pull.Weighted)!);
        var raw = most.Raw / least.Raw;
        if (most.Weighted < Most * least.Weighted || Math.Max(raw, 1 / raw) < Most)
        {
            yield break;
        }

        var factors = pulls.Select(pull => Rounded(pull.Factor * pulls[0].Weighted / pull.Weighted)).ToArray();
        var share = most.Weighted / pulls.Sum(pull => pull.Weighted);
        yield return Found(
            "loss",
            $"The gradient of {most.Text} is {Say.Number(most.Weighted / least.Weighted)} times as long as that of {least.Text} (values "
                + $"{Say.Number(most.Value)} and "
            + $"{Say.Number(least.Value)}): it has {Say.Percent(share)} of the pull.",
            $"Write {string.Join(" + ", pulls.Zip(factors, (pull, factor) => $"{Sentences.Number(factor)}*{pull.Name}"))}, where all "
                + "terms pull alike; or let "
            + "UncertaintyWeighting or GradNormWeighting find the factors.") with
        {
            Share = share,
            Value = most.Weighted / least.Weighted,
            Suggested = factors,
        };
    }

    // Two digits say what is meant: a factor is a rough choice.
    private static double Rounded(double factor) =>
        double.Parse(factor.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>How long the gradient of a term is.</summary>
    private sealed record Pull(double Factor, string Name, double Raw, double Value)
    {
        public double Weighted => Math.Abs(Factor) * Raw;

        public string Text => Factor == 1 ? Name : $"{Sentences.Number(Factor)}*{Name}";

        public static Pull? Of(LossTerm term, IReadOnlyDictionary<string, NamedArray> inputs)
        {
            var (answer, _) = Examination.Evaluate(term.Loss, inputs, Answers.Value | Answers.Gradients);
            return answer is null ? null : new(
                term.Factor,
                term.Loss.Card.Id,
                Math.Sqrt(answer.Gradients!.Values.Sum(gradient => TensorPrimitives.SumOfSquares<double>(gradient.Values))),
                term.Factor * TensorPrimitives.Sum<double>(answer.Value.Values));
        }
    }
}
