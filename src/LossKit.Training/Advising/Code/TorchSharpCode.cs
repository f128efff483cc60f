using System.Globalization;

namespace LossKit;

/// <summary>Writes the same in TorchSharp: its function where it has one, else the composition.</summary>
public static class TorchSharpCode
{
    private const string F = "torch.nn.functional.";

    /// <summary>Writes the code.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <returns>The code; its note says where TorchSharp lacks the loss or means something else by it.</returns>
    public static CodeSample Of(Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var loss = recommendation.Loss;
        var writing = LossWriting.Of(loss.Text);
        string[] weights = loss.ClassWeights is { } numbers ? [$"var weights = torch.tensor(new[] {{ {WeightsOf(numbers, writing.Id)} }});"] : [];
        var lines = TorchSharpLines.Of(writing, loss.ClassWeights is not null);
        return new([.. weights, .. lines], [], NoteOf(writing, lines));
    }

    /// <summary>Gives the call of a function of TorchSharp.</summary>
    internal static string Call(string function, params ReadOnlySpan<string> arguments) => $"var loss = {F}{function}({string.Join(", ", arguments!)});";

    // Lines that call its function need no note: what differs beyond that is not used.
    private static string NoteOf(LossWriting writing, IReadOnlyList<string> lines)
    {
        var card = LossCatalog.Find(writing.Id).Card;
        var there = card.Elsewhere.First(name => string.Equals(name.Library, "TorchSharp", StringComparison.Ordinal));
        if (there.IsMissing) return $"it has no {card.Title}; this is the formula.";
        var function = there.Name[(there.Name.LastIndexOf('.') + 1)..];
        return lines.Any(line => line.Contains(function, StringComparison.Ordinal)) ? string.Empty : $"its own differs ({there.Difference}); this is the formula.";
    }

    private static string WeightsOf(IReadOnlyList<double> numbers, string id) => numbers.Count > 0
        ? string.Join(", ", numbers.Select(number => number.ToString("0.0###########", CultureInfo.InvariantCulture) + "f"))
        : string.Equals(id, "bce-with-logits", StringComparison.Ordinal) ? "5.0f" : "1.0f, 5.0f";
}
