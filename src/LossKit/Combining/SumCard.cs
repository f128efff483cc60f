using System.Text;

namespace LossKit;

/// <summary>Writes the card of a sum of losses from those of its terms.</summary>
internal static class SumCard
{
    /// <summary>Makes the card.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="inputs">The inputs that all of them take.</param>
    /// <returns>The card.</returns>
    public static LossCard Of(IReadOnlyList<LossTerm> terms, IReadOnlyList<LossInput> inputs)
    {
        var cards = terms.Select(term => term.Loss.Card).ToArray();
        var name = Join(terms, card => card.Id);
        return new()
        {
            Id = name,
            Title = Join(terms, card => card.Title),
            Family = cards[0].Family,
            Meaning = "The sum of its terms, each multiplied by its factor.",
            Formula = Join(terms, card => $"[{card.Formula}]"),
            Gradient = Join(terms, card => $"[{card.Gradient}]"),
            Hessian = Array.TrueForAll(cards, card => card.HasHessian) ? Join(terms, card => $"[{card.Hessian}]") : null,
            Inputs = inputs,
            Reductions = [.. cards.Aggregate(
                cards[0].Reductions.AsEnumerable(), (common, card) => common.Intersect(card.Reductions))],
            UseWhen = "No single term says what you mean.",
            AvoidWhen = $"A single term does as well ({string.Join(", ", cards.Select(card => card.Id).Distinct())}).",
            Pitfalls =
            [
                "Terms differ in unit and size, so equal factors seldom mean equal influence: log the terms, and choose factors by the "
                + "gradients they leave at the end of training.",
            ],
            Reference = string.Join("; ", cards.Select(card => card.Reference).Distinct()),
            Elsewhere = [],
        };
    }

    private static string Join(IReadOnlyList<LossTerm> terms, Func<LossCard, string> text)
    {
        var joined = new StringBuilder();
        foreach (var (factor, loss) in terms)
        {
            var isFirst = joined.Length == 0;
            joined.Append((isFirst, factor < 0) switch { (true, true) => "-", (true, false) => string.Empty, (_, true) => " - ", _ => " + " });
            joined.Append(Math.Abs(factor) == 1 ? string.Empty : $"{Sentences.Number(Math.Abs(factor))}*").Append(text(loss.Card));
        }

        return joined.ToString();
    }
}
