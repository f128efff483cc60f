namespace LossKit;

/// <summary>The head of a loss of a positive mean: the network predicts the logarithm of the mean, relative to that of the training part.</summary>
/// <param name="loss">The loss.</param>
/// <param name="input">What the loss is given: that logarithm, or the mean itself.</param>
/// <param name="what">What the mean is called for this loss.</param>
internal sealed class LogMeanHead(MatchedLoss loss, MeanInput input, string what = "mean")
    : LossHead(1, $"The prediction is the {what}, exp(output) times the mean of the training part.")
{
    private const float Steepest = 60;

    /// <inheritdoc/>
    internal override object Meaning => input;

    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) =>
        new Fitted(loss, input, (float)Math.Log(Math.Max(target.Mean, 1e-6)));

    private sealed class Fitted(MatchedLoss loss, MeanInput input, float baseline) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)value);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
        {
            var logarithm = (outputs + baseline).Clamp(-Steepest, Steepest);
            return loss.Forward(input == MeanInput.LogMean ? logarithm : logarithm.Exp(), targets);
        }

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = Math.Exp(Math.Clamp(outputs[row] + baseline, -Steepest, Steepest));
            }

            return predictions;
        }
    }
}
