using System.Globalization;
using System.Text.RegularExpressions;

namespace LossKit;

/// <summary>Reads losses as they are written on a command line.</summary>
internal static partial class LossText
{
    private const int TimeoutMilliseconds = 1000;

    // Nobody writes a longer sum by hand.
    private const int LongestText = 10_000;

    /// <summary>Reads a loss or a sum of losses.</summary>
    /// <param name="text">The text: <c>0.7*mse + 0.3*huber:delta=0.5</c>.</param>
    /// <param name="classWeights">The weights of classes, for every loss that takes such; null for none.</param>
    /// <returns>The loss.</returns>
    public static Loss Parse(string text, IReadOnlyList<double>? classWeights)
    {
        if (text.Length > LongestText)
        {
            throw Sentences.InvalidOption("losses", $"'{Sentences.Cut(text)}'", $"a text of at most {LongestText} characters");
        }

        var terms = Plus().Split(text);
        var loss = terms.Length == 1 && !text.Contains('*', StringComparison.Ordinal)
            ? One(text, classWeights)
            : LossArithmetic.Sum([.. terms.Select(term => Term(term, classWeights))]);
        return classWeights is null || terms.Any(TakesWeights)
            ? loss
            : throw Sentences.UnknownInput(loss.Card.Id, InputLists.ClassWeight.Name, [.. loss.Card.Inputs.Select(input => input.Name)]);
    }

    private static bool TakesWeights(string term) =>
        TakesWeights(LossCatalog.Find(term[(term.IndexOf('*', StringComparison.Ordinal) + 1)..].Split(':')[0].Trim()));

    private static bool TakesWeights(LossEntry entry) => entry.Card.Inputs.Any(input => input.Role == InputRole.ClassWeight);

    private static LossTerm Term(string text, IReadOnlyList<double>? classWeights)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return new(1, One(text, classWeights));
        }

        var factor = text[..star].Trim();
        return double.TryParse(factor, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(number, One(text[(star + 1)..], classWeights))
            : throw Sentences.InvalidOption("factor", $"'{factor}'", "a number, as in 0.7*mse + 0.3*mae");
    }

    private static Loss One(string text, IReadOnlyList<double>? classWeights)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        var entry = LossCatalog.Find(parts[0]);
        var options = new LossOptions(entry.Card);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw Sentences.OptionWithoutValue(entry.Card.Id, part);
            }

            var name = part[..equals].Trim();
            if (!names.Add(name))
            {
                throw Sentences.OptionGivenTwice(entry.Card.Id, name);
            }

            options.SetText(name, part[(equals + 1)..].Trim());
        }

        if (TakesWeights(entry))
        {
            options.ClassWeights = classWeights;
        }

        return entry.Create(options);
    }

    // A plus sign between terms; not that of an exponent (1e+5), nor one in front of a number (=+1).
    [GeneratedRegex(@"(?<![0-9.][eE])(?<!=)\+", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Plus();
}
