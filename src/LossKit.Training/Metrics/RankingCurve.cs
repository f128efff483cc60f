using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>What calling every row positive that scores at least the threshold gives.</summary>
/// <param name="Threshold">The score; infinity for the point where no row is called positive.</param>
/// <param name="TruePositives">The positive rows called positive.</param>
/// <param name="FalsePositives">The negative rows called positive.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RankingPoint(double Threshold, int TruePositives, int FalsePositives)
{
    /// <summary>Gets the share of right ones among the rows called positive; 1 where there are none.</summary>
    public double Precision => TruePositives + FalsePositives == 0 ? 1 : TruePositives / (double)(TruePositives + FalsePositives);
}

/// <summary>
/// The rows of two kinds in the order of a score, best first: a point for each distinct score. Read as shares of positives and negatives
/// it is the ROC curve; as recall and precision the precision–recall curve.
/// </summary>
public sealed class RankingCurve
{
    private RankingCurve(RankingPoint[] points) => Points = points;

    /// <summary>Gets the points by falling threshold, from no row called positive to all rows.</summary>
    public IReadOnlyList<RankingPoint> Points { get; }

    /// <summary>Gets the number of positive rows.</summary>
    public int Positives => Points[^1].TruePositives;

    /// <summary>Gets the number of negative rows.</summary>
    public int Negatives => Points[^1].FalsePositives;

    /// <summary>
    /// Gets the area under the ROC curve by trapezoids, which is the rank-sum statistic U over the pairs, equal scores counting half
    /// (Mann and Whitney 1947; Hanley and McNeil 1982); NaN where one kind is missing.
    /// </summary>
    public double AreaUnderRoc
    {
        get
        {
            // In units of pairs every term is a whole or half number, so the sum is exact.
            double pairs = 0;
            for (var i = 1; i < Points.Count; i++)
            {
                pairs += (Points[i].FalsePositives - Points[i - 1].FalsePositives)
                    * ((double)Points[i].TruePositives + Points[i - 1].TruePositives) / 2;
            }

            return pairs / ((double)Positives * Negatives);
        }
    }

    /// <summary>
    /// Gets the average precision: Σ over distinct scores s of (share of positives that score s) · (precision among rows that score s or
    /// more); NaN where there are no positives.
    /// </summary>
    public double AveragePrecision
    {
        get
        {
            double area = 0;
            for (var i = Points.Count - 1; i > 0; i--)
                area += (Points[i].TruePositives - Points[i - 1].TruePositives) / (double)Positives * Points[i].Precision;
            return Positives == 0 ? double.NaN : area;
        }
    }

    /// <summary>Orders rows of two kinds.</summary>
    /// <param name="scores">The score of each row; higher means rather positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there are no rows, or a score is NaN.</exception>
    public static RankingCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        if (scores.Length != positive.Length || scores.IsEmpty)
        {
            throw new ArgumentException(
                $"There are {scores.Length} scores for {positive.Length} rows; give at least one, and one for each row.", nameof(scores));
        }

        for (var i = 0; i < scores.Length; i++)
            if (double.IsNaN(scores[i]))
                throw new ArgumentException($"scores[{i}] is NaN, which has no place in an order.", nameof(scores));
        var sorted = scores.ToArray();
        var kinds = positive.ToArray();
        Array.Sort(sorted, kinds);
        var points = new List<RankingPoint> { new(double.PositiveInfinity, 0, 0) };
        int truePositives = 0, falsePositives = 0;
        for (var end = sorted.Length; end > 0;)
        {
            var threshold = sorted[end - 1];
            for (; end > 0 && sorted[end - 1] == threshold; end--)
            {
                if (kinds[end - 1]) truePositives++;
                else falsePositives++;
            }

            points.Add(new(threshold, truePositives, falsePositives));
        }

        return new([.. points]);
    }

    /// <summary>Orders rows by the probability of a class: that class against the rest.</summary>
    /// <param name="probabilities">Probabilities and true classes.</param>
    /// <param name="positiveClass">The class that counts as positive.</param>
    /// <returns>The curve.</returns>
    public static RankingCurve Of(ClassProbabilities probabilities, int positiveClass)
    {
        var positive = new bool[probabilities.RowCount];
        for (var row = 0; row < positive.Length; row++) positive[row] = probabilities.Labels[row] == positiveClass;
        return Of(probabilities.Column(positiveClass), positive);
    }
}
