namespace LossKit;

/// <summary>Measures that look at the order of the rows by the probability of a class, and not at the probabilities themselves.</summary>
internal static class RankingScores
{
    private delegate double Curve(double[] sortedScores, bool[] positive, int positives);

    /// <summary>The area under the ROC curve; see <see cref="ClassificationMetric.AreaUnderRoc"/>.</summary>
    public static double AreaUnderRoc(ClassProbabilities probabilities) => OneVersusRest(probabilities, RocArea);

    /// <summary>The average precision; see <see cref="ClassificationMetric.AveragePrecision"/>.</summary>
    public static double AveragePrecision(ClassProbabilities probabilities) => OneVersusRest(probabilities, PrecisionArea);

    private static double OneVersusRest(ClassProbabilities probabilities, Curve curve)
    {
        double sum = 0;
        var classes = 0;
        // Of two classes only the second, the positive one, is asked about.
        for (var c = probabilities.ClassCount == 2 ? 1 : 0; c < probabilities.ClassCount; c++)
        {
            var scores = probabilities.Column(c);
            var positive = new bool[scores.Length];
            var positives = 0;
            for (var i = 0; i < positive.Length; i++)
            {
                positive[i] = probabilities.Labels[i] == c;
                if (positive[i]) positives++;
            }

            if (positives == 0 || positives == scores.Length) continue;
            Array.Sort(scores, positive);
            sum += curve(scores, positive, positives);
            classes++;
        }

        return classes == 0 ? double.NaN : sum / classes;
    }

    /// <summary>
    /// The rank-sum statistic U over the pairs: Σ ranks of the positives, equal scores sharing the mean of their ranks (Mann and Whitney 1947; Hanley and McNeil 1982).
    /// </summary>
    private static double RocArea(double[] scores, bool[] positive, int positives)
    {
        double rankSum = 0;
        for (var start = 0; start < scores.Length;)
        {
            var end = EndOfTie(scores, start);
            var middleRank = (start + 1 + end) / 2.0;
            for (var i = start; i < end; i++)
                if (positive[i]) rankSum += middleRank;
            start = end;
        }

        var smallest = positives * (positives + 1.0) / 2;
        return (rankSum - smallest) / ((double)positives * (scores.Length - positives));
    }

    /// <summary>Σ over distinct scores s of (share of positives that score s) · (precision among rows that score s or more).</summary>
    private static double PrecisionArea(double[] scores, bool[] positive, int positives)
    {
        double area = 0;
        var positivesFrom = positives;
        for (var start = 0; start < scores.Length;)
        {
            var end = EndOfTie(scores, start);
            var positivesHere = positive.AsSpan(start, end - start).Count(true);
            area += positivesHere / (double)positives * (positivesFrom / (double)(scores.Length - start));
            positivesFrom -= positivesHere;
            start = end;
        }

        return area;
    }

    private static int EndOfTie(double[] sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start]) end++;
        return end;
    }
}
