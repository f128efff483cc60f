namespace LossKit;

/// <summary>Measures that look at how probable the classes were held to be.</summary>
internal static class ProbabilityErrors
{
    /// <summary>What a lower probability counts as in the log-loss, whose −ln is 34.5.</summary>
    public const double SmallestProbability = 1e-15;

    /// <summary>The number of equal parts that probabilities are sorted into for calibration.</summary>
    public const int Bins = 15;

    /// <summary>mean −ln max(p, 1e-15) of the true class.</summary>
    public static double LogLoss(ClassProbabilities probabilities)
    {
        double sum = 0;
        for (var i = 0; i < probabilities.RowCount; i++)
            sum -= Math.Log(Math.Max(probabilities.Row(i)[probabilities.Labels[i]], SmallestProbability));
        return sum / probabilities.RowCount;
    }

    /// <summary>mean Σ_c (p_c − y_c)², or mean (p₁ − y)² for two classes.</summary>
    public static double Brier(ClassProbabilities probabilities)
    {
        double sum = 0;
        // With two classes the first one's square repeats the second one's.
        var first = probabilities.ClassCount == 2 ? 1 : 0;
        for (var i = 0; i < probabilities.RowCount; i++)
        {
            var row = probabilities.Row(i);
            for (var c = first; c < row.Length; c++)
            {
                var error = row[c] - (probabilities.Labels[i] == c ? 1 : 0);
                sum += error * error;
            }
        }

        return sum / probabilities.RowCount;
    }

    /// <summary>Σ_bins |right − Σ confidence| / N over 15 bins (k/15, (k+1)/15] of the predicted class's probability.</summary>
    public static double ExpectedCalibrationError(ClassProbabilities probabilities)
    {
        Span<double> excess = stackalloc double[Bins];
        excess.Clear();
        for (var i = 0; i < probabilities.RowCount; i++)
        {
            var predicted = probabilities.Predicted(i);
            var confidence = probabilities.Row(i)[predicted];
            excess[BinOf(confidence)] += (predicted == probabilities.Labels[i] ? 1 : 0) - confidence;
        }

        double sum = 0;
        foreach (var difference in excess) sum += Math.Abs(difference);
        return sum / probabilities.RowCount;
    }

    /// <summary>The part (k/15, (k+1)/15] that a probability lies in; the first one holds 0 too.</summary>
    public static int BinOf(double probability) => Math.Clamp((int)Math.Ceiling(probability * Bins) - 1, 0, Bins - 1);
}
