namespace LossKit;

/// <summary>What holds for the terms of every sum: finite factors, one reduction, and no sums inside.</summary>
internal static class TermRules
{
    /// <summary>Checks terms, and takes sums among them apart.</summary>
    /// <param name="terms">The terms as they were written.</param>
    /// <returns>Terms that are no sums.</returns>
    /// <exception cref="LossException">There is no term, a factor is not finite, or reductions differ.</exception>
    public static LossTerm[] Check(ReadOnlySpan<LossTerm> terms)
    {
        var flat = new List<LossTerm>(terms.Length);
        foreach (var (factor, loss) in terms)
        {
            ArgumentNullException.ThrowIfNull(loss, nameof(terms));
            if (!double.IsFinite(factor))
            {
                throw Sentences.InvalidOption("factor", Sentences.Number(factor), "a finite number");
            }

            flat.AddRange(loss is ILossSum sum ? sum.Terms.Select(inner => inner with { Factor = factor * inner.Factor }) : [new(factor, loss)]);
        }

        if (flat.Count == 0)
        {
            throw Sentences.InvalidOption("terms", "empty", "at least one loss");
        }

        var first = flat[0].Loss;
        foreach (var (_, loss) in flat)
        {
            if (loss.Reduction != first.Reduction)
            {
                throw Sentences.TermsDiffer(
                    first.Card.Id, loss.Card.Id, "the reduction", OptionText.Kebab(first.Reduction), OptionText.Kebab(loss.Reduction));
            }
        }

        return [.. flat];
    }

    /// <summary>Gives what both of two terms allow.</summary>
    /// <param name="input">The input.</param>
    /// <param name="first">The first term.</param>
    /// <param name="domain">What it and those between allow.</param>
    /// <param name="other">The other term.</param>
    /// <param name="otherDomain">What that allows.</param>
    /// <returns>The narrower domain.</returns>
    /// <exception cref="LossException">Neither lies inside the other.</exception>
    public static Domain Join(string input, Loss first, Domain domain, Loss other, Domain otherDomain) =>
        Domain.Narrower(domain, otherDomain)
        ?? throw Sentences.TermsDiffer(first.Card.Id, other.Card.Id, $"the input {input}", domain.ToString(), otherDomain.ToString());

    /// <summary>Gives the inputs that all terms take.</summary>
    /// <param name="terms">The terms.</param>
    /// <returns>The inputs of the first, with the domains that all allow.</returns>
    /// <exception cref="LossException">The terms do not take the same inputs.</exception>
    public static IReadOnlyList<LossInput> JoinInputs(ReadOnlySpan<LossTerm> terms)
    {
        var first = terms[0].Loss;
        var inputs = first.Card.Inputs.ToArray();
        foreach (var (_, loss) in terms)
        {
            var others = loss.Card.Inputs;
            if (!inputs.Select(Words).SequenceEqual(others.Select(Words)))
            {
                throw Misfit(terms);
            }

            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = inputs[i] with { Domain = Join(inputs[i].Name, first, inputs[i].Domain, loss, others[i].Domain) };
            }
        }

        return inputs;
    }

    /// <summary>Says why losses of different kinds cannot be added.</summary>
    /// <param name="terms">The terms, not all of the same kind.</param>
    /// <returns>The exception.</returns>
    public static LossException Misfit(ReadOnlySpan<LossTerm> terms)
    {
        var first = terms[0].Loss.Card;
        foreach (var (_, loss) in terms)
        {
            if (!first.Inputs.Where(IsGiven).Select(Words).SequenceEqual(loss.Card.Inputs.Where(IsGiven).Select(Words)))
            {
                return Sentences.TermsDiffer(first.Id, loss.Card.Id, "their inputs", InWords(first), InWords(loss.Card));
            }
        }

        return Sentences.NoTerm(first.Id);

        static bool IsGiven(LossInput input) => !input.IsOptional;
        static string InWords(LossCard card) => string.Join(", ", card.Inputs.Where(IsGiven).Select(Words));
    }

    /// <summary>Gives what a sum may claim, which is what no term and no factor spoils.</summary>
    /// <param name="terms">The terms.</param>
    /// <returns>The traits. A sum of proper losses of different predictions is not proper, so that is not claimed.</returns>
    public static LossTraits Traits(IReadOnlyList<LossTerm> terms)
    {
        const LossTraits ofAnyFactor = LossTraits.Symmetric | LossTraits.BoundedGradient;
        const LossTraits ofPositiveFactors = LossTraits.Convex | LossTraits.MinimumAtTarget | LossTraits.NonNegative;
        var traits = terms.All(term => term.Factor >= 0) ? ofAnyFactor | ofPositiveFactors : ofAnyFactor;
        return terms.Aggregate(traits, (common, term) => common & term.Loss.Traits);
    }

    private static string Words(LossInput input) => $"{input.Name} ({input.Shape})";
}
