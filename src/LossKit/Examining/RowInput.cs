namespace LossKit;

/// <summary>An input whose rows go over classes that compete, and what the loss takes them for.</summary>
/// <param name="Name">The name of the input.</param>
/// <param name="Kind">What its rows are taken for.</param>
/// <param name="Rows">The rows.</param>
internal sealed record RowInput(string Name, PredictionKind Kind, ClassRows Rows)
{
    /// <summary>Gets whether a softmax of the loss makes probabilities of the rows, or only their order counts.</summary>
    public bool AreScores => Kind is PredictionKind.Logits or PredictionKind.Scores;

    /// <summary>Finds these inputs among those of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="reading">What it wants.</param>
    /// <param name="pair">Prediction and target; null where the loss compares other things.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <returns>The inputs; none where no classes compete.</returns>
    public static IReadOnlyList<RowInput> Of(
        Loss loss, LossReading reading, PredictionPair? pair, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var found = new List<RowInput>();
        if (loss is CtcLoss && ClassRows.OfLast(inputs["logits"]) is { } frames)
        {
            found.Add(new("logits", PredictionKind.Logits, frames));
        }

        if (pair?.PredictionRows is { } predictions)
        {
            found.Add(new(pair.PredictionName, reading.Prediction, predictions));
            if (pair.HasSameShape && reading.TargetRows != PredictionKind.Other && ClassRows.Of(pair.Target) is { } targets)
            {
                found.Add(new("target", reading.TargetRows, targets));
            }
        }

        return found;
    }
}
