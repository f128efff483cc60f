namespace LossKit;

/// <summary>The head of the Gaussian likelihood: two outputs, the standardised mean and the logarithm of the variance.</summary>
/// <param name="loss">The loss.</param>
internal sealed class GaussianHead(GaussianNllLoss loss)
    : LossHead(2, "The network has a second output for the variance; the prediction is the mean.")
{
    private const float WidestLogarithm = 20;

    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => new Fitted(loss, target);

    private sealed class Fitted(GaussianNllLoss loss, Standardisation target) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)target.Standardise(value));

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
        {
            var columns = outputs.Transpose();
            var mean = columns.SliceRows(0, 1);
            var variance = columns.SliceRows(1, 1).Clamp(-WidestLogarithm, WidestLogarithm).Exp();
            return loss.Forward(mean, Variable.Constant(targets, mean.Shape), variance);
        }

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = target.Restore(outputs[2 * row]);
            }

            return predictions;
        }

        /// <inheritdoc/>
        public override double[] PredictVariances(ReadOnlySpan<float> outputs, int rows)
        {
            var variances = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                var logarithm = Math.Clamp(outputs[(2 * row) + 1], -WidestLogarithm, WidestLogarithm);
                variances[row] = target.Deviation * target.Deviation * Math.Exp(logarithm);
            }

            return variances;
        }
    }
}
