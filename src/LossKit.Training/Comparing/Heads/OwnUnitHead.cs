namespace LossKit;

/// <summary>The head of a loss that is relative to the target's size and so needs the target's own unit.</summary>
/// <param name="loss">The loss.</param>
internal sealed class OwnUnitHead(MatchedLoss loss) : LossHead(1, string.Empty)
{
    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => new Fitted(loss, target);

    private sealed class Fitted(MatchedLoss loss, Standardisation target) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)value);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
            loss.Forward((outputs * (float)target.Deviation) + (float)target.Mean, targets);

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = target.Restore(outputs[row]);
            }

            return predictions;
        }
    }
}
