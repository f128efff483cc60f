namespace LossKit;

/// <summary>The head of the Poisson loss: the network predicts the logarithm of the rate, relative to the mean rate.</summary>
/// <param name="loss">The loss.</param>
/// <param name="input">What it takes.</param>
internal sealed class PoissonHead(MatchedLoss loss, PoissonInput input)
    : LossHead(1, "The prediction is the rate, exp(output) times the mean of the training part.")
{
    private const float Steepest = 60;

    /// <inheritdoc/>
    internal override object Meaning => input;

    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) =>
        new Fitted(loss, input, (float)Math.Log(Math.Max(target.Mean, 1e-6)));

    private sealed class Fitted(MatchedLoss loss, PoissonInput input, float meanLogRate) : FittedHead
    {
        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Targets, value => (float)value);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
        {
            var logRate = (outputs + meanLogRate).Clamp(-Steepest, Steepest);
            return loss.Forward(input == PoissonInput.LogRate ? logRate : logRate.Exp(), targets);
        }

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var predictions = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                predictions[row] = Math.Exp(Math.Clamp(outputs[row] + meanLogRate, -Steepest, Steepest));
            }

            return predictions;
        }
    }
}
