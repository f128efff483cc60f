namespace LossKit;

/// <summary>A prediction that is the same for every row, and embeddings that fell together.</summary>
internal sealed class ConstantPredictionCheck : MistakeCheck
{
    private const int Enough = 4;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ConstantPrediction,
        FindingSeverity.Warning,
        "At least 4 rows of predictions, or of embeddings, are equal to six digits in every column, while the targets differ; or numbers "
            + "near the mean of the targets spread a thousandth as far as they. Not looked for in an untrained model, whose last layer may "
            + "well begin at 0.",
        "The model ignores its inputs: its units are dead, the features are constant, the learning rate was too high, or (N,1) was "
            + "broadcast against (N) elsewhere.",
        "Look at the gradient of each layer, lower the learning rate, standardise the features; for embeddings, mine harder negatives or "
            + "raise the margin.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.DifferentUnits];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        var card = examination.Loss.Card;
        var name = examination.Pair?.PredictionName
            ?? (card.Family is LossFamily.Embedding or LossFamily.Sequence ? card.Arguments[0].Name : null);
        if (name is null || examination.Stage == TrainingStage.Initial
            || examination.Inputs[name] is not { Shape: [>= Enough and var rows, ..] } array
            || (examination.Pair is { } pair && Sense.AreEqual(pair.Target.Values)))
        {
            yield break;
        }

        var columns = array.Values.Length / rows;
        bool IsConstant(int column) => Sense.AreEqual(Enumerable.Range(0, rows).Select(row => array.Values[(row * columns) + column]));
        if (columns > 0 && Enumerable.Range(0, columns).All(IsConstant))
        {
            yield return Found(name,
                $"All {rows} rows of {name} are the same: "
                    + $"{Say.List(array.Values.Take(Math.Min(columns, 4)))}{(columns > 4 ? ", …" : string.Empty)}.") with
            {
                Share = 1,
                Value = array.Values[0],
            };
        }
        else if (examination is { Reading.Prediction: PredictionKind.Values, Pair: { HasSameShape: true } compared }
            && IsMeanOnly(compared.Prediction.Values, compared.Target.Values))
        {
            yield return Found(name,
                $"The {rows} rows of {name} lie between {Say.Number(array.Values.Min())} and {Say.Number(array.Values.Max())}, and the targets "
                    + $"between {Say.Number(compared.Target.Values.Min())} and {Say.Number(compared.Target.Values.Max())}.") with
            {
                Share = 1,
                Value = array.Values[0],
            };
        }
    }

    // All within a thousandth of what the targets spread, and in their midst.
    private static bool IsMeanOnly(double[] predictions, double[] targets)
    {
        const double Least = 1e-3;
        var mean = targets.Average();
        var deviation = Math.Sqrt(targets.Average(target => (target - mean) * (target - mean)));
        return predictions.Max() - predictions.Min() < Least * deviation && Math.Abs(predictions.Average() - mean) < deviation;
    }
}
