namespace LossKit;

/// <summary>
/// The head of the logistic loss on shares from 0 to 1 (Papke and Wooldridge, 1996): the network gives logits, and predictions never leave that range.
/// </summary>
/// <param name="loss">The loss, made of <see cref="BceWithLogitsLoss"/>.</param>
internal sealed class ProportionHead(MatchedLoss loss) : LossHead(1, "The network gives logits; the prediction is their sigmoid, between 0 and 1.")
{
    /// <summary>Says whether a loss and the data are of this kind.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="dataset">The data.</param>
    /// <returns>Whether all targets are numbers from 0 to 1 and the loss is the logistic one.</returns>
    public static bool Fits(Loss loss, Dataset dataset) =>
        dataset.Task == LearningTask.Regression && loss.IsMadeOf<BceWithLogitsLoss>(out _) && dataset.Targets.IndexOfAnyExceptInRange(0, 1) < 0;

    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => new Fitted(loss);

    private sealed class Fitted(MatchedLoss loss) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)value);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) => loss.Forward(outputs, targets);

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows) => Array.ConvertAll(Wide.Of(outputs), logit => 1 / (1 + Math.Exp(-logit)));
    }
}
