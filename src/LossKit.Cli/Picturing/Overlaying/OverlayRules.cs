namespace LossKit.Cli;

/// <summary>Which losses one picture can hold.</summary>
internal static class OverlayRules
{
    private const int MostNamed = 8;

    /// <summary>Checks that losses can be laid over each other.</summary>
    /// <param name="losses">The losses.</param>
    /// <exception cref="UsageException">They cannot; the sentence says what can.</exception>
    public static void Check(IReadOnlyList<PlacedLoss> losses)
    {
        var first = losses[0];
        foreach (var (index, loss) in losses.Index())
        {
            if (losses.Take(index).Any(known => string.Equals(known.Text, loss.Text, StringComparison.Ordinal)))
            {
                throw new UsageException($"'{loss.Text}' is there twice: name it once, or with other options.");
            }

            if (!loss.SharesPathWith(first))
            {
                throw new UsageException(
                    $"{first.Text} and {loss.Text} cannot be laid over each other: {first.Text} is drawn against the {AxisOf(first)}, "
                    + $"{loss.Text} against the {AxisOf(loss)}. {WhatFits(first)}");
            }
        }
    }

    private static string AxisOf(PlacedLoss loss) => loss.Curve.Held.Length > 0
        ? $"{loss.Curve.Axis} ({loss.Curve.Held.TrimEnd('.')})"
        : loss.Curve.Axis;

    private static string WhatFits(PlacedLoss first)
    {
        var fitting = LossCatalog.All
            .Where(entry => entry.Card.Id != first.Loss.Card.Id)
            .Select(entry => PlacedLoss.Find(entry.Card.Id))
            .OfType<PlacedLoss>()
            .Where(other => other.SharesPathWith(first))
            .Select(other => other.Text)
            .ToArray();
        return fitting.Length == 0
            ? $"Nothing but {first.Text} itself, with other options, goes with {first.Text}."
            : $"With {first.Text} go {string.Join(", ", fitting.Take(MostNamed))}"
                + $"{(fitting.Length > MostNamed ? " and others" : string.Empty)}.";
    }
}
