namespace LossKit;

/// <summary>
/// The head of a loss of logarithms: the network predicts ln(1 + target), standardised, so that its predictions are
/// always inside the loss's domain.
/// </summary>
/// <param name="loss">The loss.</param>
internal sealed class LogarithmHead(MatchedLoss loss)
    : LossHead(1, "The network predicts ln(1 + target), so predictions are always greater than -1.")
{
    // exp of these is finite, and greater than 0 by enough that subtracting 1 does not give -1.
    private const float Least = -15;
    private const float Most = 80;

    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) =>
        new Fitted(loss, Standardisation.Fit(Array.ConvertAll(training.Targets, double.LogP1)));

    private sealed class Fitted(MatchedLoss loss, Standardisation logarithm) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)value);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
        {
            var exponent = (outputs * (float)logarithm.Deviation) + (float)logarithm.Mean;
            return loss.Forward(exponent.Clamp(Least, Most).Exp() - 1f, targets);
        }

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = Math.Exp(Math.Clamp(logarithm.Restore(outputs[row]), Least, Most)) - 1;
            }

            return predictions;
        }
    }
}
