using System.Globalization;

namespace LossKit.Cli;

/// <summary>The gradient norms of the layers as a table.</summary>
internal static class GradientTable
{
    private const string Nothing = "-";

    private static readonly string Legend = string.Create(
        CultureInfo.InvariantCulture,
        $"Norms of the first batch of an epoch, in the first repeat trained by this command. Layers are counted from the inputs on, with the "
            + $"activations between them, which have no weights. A layer is vanishing where its root mean square is below "
            + $"{GradientFlow.VanishingBelow:R} of another layer's, exploding where its norm is above {GradientFlow.ExplodingAbove} times that "
            + $"of its weights.");

    /// <summary>Makes the table.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="flows">What was seen of each training.</param>
    /// <returns>The table: a row for each loss and layer.</returns>
    public static ReportTable Of(Comparison comparison, IReadOnlyDictionary<RunKey, List<GradientFlow>> flows) => new(
        "Gradient norms by layer",
        [
            new("loss", ColumnSide.Left), new("layer", ColumnSide.Left), new("weights", ColumnSide.Right), new("first epoch", ColumnSide.Right),
            new("last epoch", ColumnSide.Right), new("found", ColumnSide.Left),
        ],
        [.. comparison.Contenders.SelectMany(contender => Rows(contender.Text, flows))],
        Legend);

    private static IEnumerable<string[]> Rows(string loss, IReadOnlyDictionary<RunKey, List<GradientFlow>> flows)
    {
        var seen = flows.Where(entry => string.Equals(entry.Key.Loss, loss, StringComparison.Ordinal) && entry.Value.Count > 0)
            .OrderBy(entry => entry.Key.Repeat)
            .Select(entry => entry.Value)
            .FirstOrDefault();
        if (seen is null)
        {
            yield return [loss, Nothing, Nothing, Nothing, Nothing, "nothing: it was trained before"];
            yield break;
        }

        for (var layer = 0; layer < seen[0].Layers.Count; layer++)
        {
            var (first, last) = (seen[0].Layers[layer], seen[^1].Layers[layer]);
            yield return [loss, first.Layer, Number(last.WeightNorm), Number(first.Norm), Number(last.Norm), Found(seen, layer)];
        }
    }

    private static string Found(List<GradientFlow> flows, int layer)
    {
        var states = flows.Select(flow => flow.Layers[layer].State)
            .Where(state => state != GradientState.Flowing)
            .CountBy(state => state)
            .Select(entry => $"{Words.Of(entry.Key)} in {entry.Value} of {ComparisonNotes.Count(flows.Count, "epoch")}");
        return string.Join(", ", states) is { Length: > 0 } found ? found : Nothing;
    }

    private static string Number(double norm) => norm.ToString("G3", CultureInfo.InvariantCulture);
}
