namespace LossKit;

/// <summary>
/// The head of a loss that looks at each label by itself: one output for two classes, or one against the rest for each of several.
/// </summary>
/// <param name="loss">The loss.</param>
/// <param name="outputs">1 for two classes, else the number of classes.</param>
internal sealed class LabelHead(Loss loss, int outputs) : LossHead(outputs, NoteOf(loss, outputs))
{
    /// <inheritdoc/>
    internal override FittedHead Fit(EncodedRows training, Standardisation target) => Outputs == 1
        ? new Binary(loss)
        : new OneAgainstRest(loss, Outputs);

    /// <inheritdoc/>
    internal override object Meaning => (HasSigns(loss), loss.IsMadeOf<BceLoss>(out _));

    private static bool HasSigns(Loss loss) => loss.Card.Inputs[1].Domain == Domain.Signs;

    // Of the losses of scores, only the logistic one is a likelihood.
    private static bool IsCalibrated(Loss loss) => !loss.HasPart<HingeLoss>() && !loss.HasPart<SquaredHingeLoss>();

    private static string NoteOf(Loss loss, int outputs) => (IsCalibrated(loss), outputs) switch
    {
        (false, 1) => "Its scores are no probabilities; Platt scaling on the validation part makes them such.",
        (false, _) => "One output against the rest for each class; a temperature fitted on the validation part makes its scores probabilities.",
        (true, 1) => string.Empty,
        _ => "One output against the rest for each class; their probabilities are divided by their sum.",
    };

    private static Variable Loss(Loss loss, Variable outputs, ReadOnlySpan<float> targets) => loss switch
    {
        MatchedLoss matched when loss.IsMadeOf<BceLoss>(out _) => matched.Forward(outputs.Sigmoid(), targets),
        MultiLabelSoftMarginLoss soft => soft.Forward(outputs, targets),
        _ => ((MatchedLoss)loss).Forward(outputs, targets),
    };

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));

    private sealed class Binary(Loss loss) : FittedHead
    {
        private PlattScaling _scaling;

        /// <inheritdoc/>
        public override int TargetWidth => 1;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows) => Array.ConvertAll(rows.Labels, label => label == 1 ? 1f : HasSigns(loss) ? -1f : 0f);

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
            LabelHead.Loss(loss, outputs, targets);

        /// <inheritdoc/>
        public override void Calibrate(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels) =>
            _scaling = IsCalibrated(loss) ? default : PlattScaling.Fit(Wide.Of(outputs), labels);

        /// <inheritdoc/>
        public override double[] Predict(ReadOnlySpan<float> outputs, int rows)
        {
            var probabilities = new double[2 * rows];
            for (var row = 0; row < rows; row++)
            {
                var positive = IsCalibrated(loss) ? Sigmoid(outputs[row]) : _scaling.Probability(outputs[row]);
                probabilities[2 * row] = 1 - positive;
                probabilities[(2 * row) + 1] = positive;
            }

            return probabilities;
        }
    }

    private sealed class OneAgainstRest(Loss loss, int classes) : FittedHead
    {
        private TemperatureScaling _scaling = new(1);

        /// <inheritdoc/>
        public override int TargetWidth => classes;

        /// <inheritdoc/>
        public override float[] Targets(EncodedRows rows)
        {
            var targets = new float[rows.RowCount * classes];
            Array.Fill(targets, HasSigns(loss) ? -1f : 0f);
            for (var row = 0; row < rows.RowCount; row++)
            {
                targets[(row * classes) + rows.Labels[row]] = 1;
            }

            return targets;
        }

        /// <inheritdoc/>
        public override Variable Loss(Variable outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
            LabelHead.Loss(loss, outputs, targets);

        /// <inheritdoc/>
        public override void Calibrate(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
        {
            if (!IsCalibrated(loss))
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
                var own = scores.AsSpan(row * classes, classes);
                var result = probabilities.AsSpan(row * classes, classes);
                if (IsCalibrated(loss))
                {
                    Normalise(own, result);
                }
                else
                {
                    _scaling.Apply(own, result);
                }
            }

            return probabilities;
        }

        private static void Normalise(ReadOnlySpan<double> scores, Span<double> probabilities)
        {
            var sum = 0.0;
            for (var c = 0; c < scores.Length; c++)
            {
                probabilities[c] = Sigmoid(scores[c]);
                sum += probabilities[c];
            }

            for (var c = 0; c < scores.Length; c++)
            {
                probabilities[c] = sum > 0 ? probabilities[c] / sum : 1.0 / scores.Length;
            }
        }
    }
}
