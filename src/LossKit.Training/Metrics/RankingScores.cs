namespace LossKit;

/// <summary>Measures that look at the order of the rows by the probability of a class, and not at the probabilities themselves.</summary>
internal static class RankingScores
{
    /// <summary>The area under the ROC curve; see <see cref="ClassificationMetric.AreaUnderRoc"/>.</summary>
    public static double AreaUnderRoc(ClassProbabilities probabilities) => OneVersusRest(probabilities, curve => curve.AreaUnderRoc);

    /// <summary>The average precision; see <see cref="ClassificationMetric.AveragePrecision"/>.</summary>
    public static double AveragePrecision(ClassProbabilities probabilities) =>
        OneVersusRest(probabilities, curve => curve.AveragePrecision);

    private static double OneVersusRest(ClassProbabilities probabilities, Func<RankingCurve, double> area)
    {
        double sum = 0;
        var classes = 0;
        // Of two classes only the second, the positive one, is asked about.
        for (var c = probabilities.ClassCount == 2 ? 1 : 0; c < probabilities.ClassCount; c++)
        {
            var curve = RankingCurve.Of(probabilities, c);
            if (curve.Positives == 0 || curve.Negatives == 0) continue;
            sum += area(curve);
            classes++;
        }

        return classes == 0 ? double.NaN : sum / classes;
    }
}
