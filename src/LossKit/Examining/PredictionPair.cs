namespace LossKit;

/// <summary>A prediction and its target, as the loss looks at them.</summary>
/// <param name="reading">What the loss wants.</param>
/// <param name="prediction">The prediction.</param>
/// <param name="target">The target.</param>
/// <param name="predictionName">The name of the input that the prediction is, or is made of.</param>
internal sealed class PredictionPair(LossReading reading, NamedArray prediction, NamedArray target, string predictionName = "prediction")
{
    /// <summary>Gets the name of the input that the prediction is, or is made of.</summary>
    public string PredictionName { get; } = predictionName;

    /// <summary>Gets the prediction.</summary>
    public NamedArray Prediction { get; } = prediction;

    /// <summary>Gets the target.</summary>
    public NamedArray Target { get; } = target;

    /// <summary>Gets whether both have the same shape.</summary>
    public bool HasSameShape { get; } = prediction.Shape.AsSpan().SequenceEqual(target.Shape);

    /// <summary>Gets the shape of class indices for the prediction: without axis 1; null where it has no such axis.</summary>
    public int[]? IndexShape { get; } = prediction.Shape.Length >= 2 ? [prediction.Shape[0], .. prediction.Shape[2..]] : null;

    /// <summary>Gets whether the targets are class indices in their right shape.</summary>
    public bool HasIndices => reading.TakesIndices && IndexShape is { } shape && shape.AsSpan().SequenceEqual(Target.Shape);

    /// <summary>Gets whether each prediction is compared with a target of its own.</summary>
    public bool IsElementwise => HasSameShape && !reading.HasClassRows;

    /// <summary>Gets the number of classes along axis 1; 0 where there is no such axis.</summary>
    public int Classes => Prediction.Shape.Length >= 2 ? Prediction.Shape[1] : 0;

    /// <summary>Gets the rows of the prediction over competing classes; null where the loss has none.</summary>
    public ClassRows? PredictionRows => reading.HasClassRows ? ClassRows.Of(Prediction) : null;

    /// <summary>Gets the targets as labels of 0 and 1, whatever two numbers the loss calls them.</summary>
    public double[] LabelsAsZeroOne => reading.TargetDomain == Domain.Signs ? Array.ConvertAll(Target.Values, sign => (sign + 1) / 2) : Target.Values;

    /// <summary>Gets the class indices that are not ignored.</summary>
    public IEnumerable<(int Index, double Value)> CountedIndices =>
        Target.Values.Index().Where(item => reading.IgnoreIndex is not int ignored || item.Item != ignored);
}
