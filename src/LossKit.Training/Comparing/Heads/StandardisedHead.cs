namespace LossKit;

/// <summary>
/// The usual head of regression: the loss sees the target with mean 0 and standard deviation 1, so options in the
/// target's unit (δ, β, scale) count standard deviations.
/// </summary>
/// <param name="loss">The loss.</param>
internal sealed class StandardisedHead(MatchedLoss loss) : LossHead(loss.PredictionsPerTarget, NoteOf(loss))
{
    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => new Fitted(loss, target);

    private static string NoteOf(MatchedLoss loss) => loss.HasColumns && loss.IsMadeOf<QuantileLoss>(out var quantile)
        ? $"Its prediction is the quantile {quantile.Quantiles[MiddleOf(quantile)]:R}, the one nearest 0.5."
        : string.Empty;

    // Of several quantiles, the one that is nearest the median is the prediction that the metrics see.
    private static int MiddleOf(MatchedLoss loss) => loss.IsMadeOf<QuantileLoss>(out var quantile)
        ? Enumerable.Range(0, quantile.Quantiles.Count).MinBy(i => Math.Abs(quantile.Quantiles[i] - 0.5))
        : 0;

    private sealed class Fitted(MatchedLoss loss, Standardisation target) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)target.Standardise(value));

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
            loss.Forward(outputs, targets);

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            var stride = loss.PredictionsPerTarget;
            var middle = MiddleOf(loss);
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = target.Restore(outputs[(row * stride) + middle]);
            }

            return predictions;
        }
    }
}
