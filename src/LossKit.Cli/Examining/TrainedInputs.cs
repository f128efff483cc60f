namespace LossKit.Cli;

/// <summary>Turns what a run predicted (numbers, or probabilities of classes) back into what the loss was given in training.</summary>
internal static class TrainedInputs
{
    // A probability below this was rounded to 0; its logarithm is far beyond certainty already.
    private const double LeastProbability = 1e-300;

    /// <summary>Gives a loss and its inputs.</summary>
    /// <param name="loss">The loss that was trained.</param>
    /// <param name="classes">How many classes there are; 0 for regression.</param>
    /// <param name="rows">What was predicted.</param>
    /// <returns>
    /// The loss to examine, which is the same or, where a run keeps less than it needs, one of the predicted numbers alone; and its inputs.
    /// </returns>
    public static (Loss Loss, Dictionary<string, NamedArray> Inputs) For(Loss loss, int classes, IReadOnlyList<PredictedRow> rows)
    {
        double[] targets = [.. rows.Select(row => row.Target)];
        if (classes == 0)
        {
            return OfNumbers(loss, [.. rows.Select(row => row.Outputs[0])], [.. rows.Select(row => row.Variance)], targets);
        }

        return (loss, loss is ClassLoss
            ? Pair(rows.SelectMany(row => ScoresOf(loss, row)), [rows.Count, classes], targets)
            : classes == 2 && loss is MatchedLoss
                ? Pair(
                    rows.Select(row => OutputOf(loss, row.Outputs[1])), [rows.Count], targets.Select(target => LabelOf(loss, target == 1)))
                : Pair(
                    rows.SelectMany(row => row.Outputs.Select(probability => OutputOf(loss, probability))),
                    [rows.Count, classes],
                    rows.SelectMany(row => Enumerable.Range(0, classes).Select(@class => LabelOf(loss, row.Target == @class)))));
    }

    private static (Loss Loss, Dictionary<string, NamedArray> Inputs) OfNumbers(
        Loss loss, double[] predictions, double[] variances, double[] targets)
    {
        int[] shape = [targets.Length];
        return First(loss) switch
        {
            PoissonNllLoss { Input: PoissonInput.LogRate } or NegativeBinomialNllLoss { Input: MeanInput.LogMean }
                or TweedieLoss { Input: MeanInput.LogMean } or GammaNllLoss { Input: MeanInput.LogMean } =>
                (loss, Pair(predictions.Select(mean => Math.Log(Math.Max(mean, LeastProbability))), shape, targets)),

            // Runs of earlier versions kept no variance: of the means alone it is a loss of squares.
            GaussianNllLoss => Array.TrueForAll(variances, double.IsNaN)
                ? (new MseLoss(), Pair(predictions, shape, targets))
                : (loss, new(Pair(predictions, shape, targets), StringComparer.Ordinal) { ["variance"] = new(variances, shape) }),

            // Of several quantiles a run keeps the one nearest the median.
            QuantileLoss { HasColumns: true } quantiles =>
                (new QuantileLoss(quantiles.Quantiles.MinBy(quantile => Math.Abs(quantile - 0.5))), Pair(predictions, shape, targets)),

            // A sum was trained on standardised targets, where its terms have other sizes.
            _ when loss is ILossSum => (loss, Standardised(predictions, targets)),
            _ => (loss, Pair(predictions, shape, targets)),
        };
    }

    private static Dictionary<string, NamedArray> Standardised(double[] predictions, double[] targets)
    {
        var distribution = Distribution.Of(targets);
        var deviation = distribution.StandardDeviation > 0 ? distribution.StandardDeviation : 1;
        double Scaled(double value) => (value - distribution.Mean) / deviation;
        return Pair(predictions.Select(Scaled), [targets.Length], targets.Select(Scaled));
    }

    // Scores are known up to a constant for each row; around 0 they are not taken for logarithms of probabilities.
    private static IEnumerable<double> ScoresOf(Loss loss, PredictedRow row)
    {
        var logarithms = Array.ConvertAll(row.Outputs, probability => Math.Log(Math.Max(probability, LeastProbability)));
        var middle = First(loss) is NllLoss ? 0 : logarithms.Average();
        return logarithms.Select(logarithm => logarithm - middle);
    }

    private static double OutputOf(Loss loss, double probability) => First(loss) is BceLoss
        ? probability
        : Math.Log(Math.Max(probability, LeastProbability)) - Math.Log(Math.Max(1 - probability, LeastProbability));

    private static double LabelOf(Loss loss, bool holds) => holds ? 1 : loss.Card.Inputs[1].Domain == Domain.Signs ? -1 : 0;

    private static Loss First(Loss loss) => loss is ILossSum sum ? sum.Terms[0].Loss : loss;

    private static Dictionary<string, NamedArray> Pair(IEnumerable<double> predictions, int[] shape, IEnumerable<double> targets)
    {
        double[] values = [.. targets];
        return new(StringComparer.Ordinal)
        {
            ["prediction"] = new([.. predictions], shape),
            ["target"] = new(values, values.Length == shape[0] ? [shape[0]] : shape),
        };
    }
}
