namespace LossKit;

/// <summary>The head of a loss over class indices: one output a class, whose softmax is the prediction.</summary>
/// <param name="loss">The loss.</param>
/// <param name="classes">The number of classes.</param>
internal sealed class SoftmaxHead(ClassLoss loss, int classes) : LossHead(classes, NoteOf(loss))
{
    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => new Fitted(loss, Outputs);

    /// <inheritdoc/>
    internal override object Meaning => TakesLogarithms(loss);

    private static bool TakesLogarithms(ClassLoss loss) => loss.IsMadeOf<NllLoss>(out _);

    private static string NoteOf(ClassLoss loss) => loss.HasPart<MultiMarginLoss>()
        ? "Its scores are no probabilities; a temperature fitted on the validation part makes them such."
        : string.Empty;

    private sealed class Fitted(ClassLoss loss, int classes) : FittedHead
    {
        private TemperatureScaling _scaling = new(1);

        /// <inheritdoc/>
        public override int TargetWidth => 0;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => [];

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
            loss.Forward(TakesLogarithms(loss) ? outputs.LogSoftmax() : outputs, labels);

        /// <inheritdoc/>
        public override void Calibrate(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
        {
            if (loss.HasPart<MultiMarginLoss>())
            {
                _scaling = TemperatureScaling.Fit(Wide.Of(outputs), labels, classes);
            }
        }

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var scores = Wide.Of(outputs);
            var probabilities = new double[scores.Length];
            for (var row = 0; row < rows; row++)
            {
                _scaling.Apply(scores.AsSpan(row * classes, classes), probabilities.AsSpan(row * classes, classes));
            }

            return probabilities;
        }
    }
}
