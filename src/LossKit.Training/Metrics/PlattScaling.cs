using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// Probabilities out of scores that are none, for two classes: P(positive) = 1 / (1 + exp(A·score + B)), fitted on validation
/// rows. It is how losses that give scores and no probabilities (the hinge family) are measured beside those that do.
/// </summary>
/// <remarks>
/// Platt, <em>Probabilistic Outputs for Support Vector Machines</em> (1999), fitted by Newton's method as in Lin, Lin and Weng,
/// <em>A Note on Platt's Probabilistic Outputs</em> (2007). The targets are Platt's (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2) instead of 1
/// and 0, so that scores which separate the classes do not give certainties.
/// </remarks>
/// <param name="A">The slope; negative where higher scores mean the positive class.</param>
/// <param name="B">The offset.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlattScaling(double A, double B)
{
    /// <summary>Fits slope and offset.</summary>
    /// <param name="scores">A finite score for each validation row.</param>
    /// <param name="labels">Its class: 1 where it is positive, else 0.</param>
    /// <returns>The scaling.</returns>
    /// <exception cref="ArgumentException">There are no rows, not as many scores as labels, a score is not finite, or a label not 0 or 1.</exception>
    public static PlattScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels)
    {
        Check(scores, labels);
        var scale = Spread(scores);
        double positives = labels.Count(1), negatives = labels.Length - positives;
        var targets = new double[labels.Length];
        for (var i = 0; i < targets.Length; i++) targets[i] = labels[i] == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
        // Scores in units of their spread, so that the ridge and the stopping rule mean the same at any scale.
        var scaled = new double[scores.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = scores[i] / scale;
        var fitted = Newton(scaled, targets, new PlattScaling(0, Math.Log((negatives + 1) / (positives + 1))));
        return fitted with { A = fitted.A / scale };
    }

    /// <summary>Gives the probability of the positive class.</summary>
    /// <param name="score">The score.</param>
    /// <returns>1 / (1 + exp(A·score + B)).</returns>
    public double Probability(double score) => 1 / (1 + Math.Exp(A * score + B));

    private static PlattScaling Newton(double[] scores, double[] targets, PlattScaling current)
    {
        const double Ridge = 1e-12;
        var value = Objective(scores, targets, current);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            double haa = Ridge, hbb = Ridge, hab = 0, ga = 0, gb = 0;
            for (var i = 0; i < scores.Length; i++)
            {
                var p = current.Probability(scores[i]);
                var curvature = p * (1 - p);
                var slope = targets[i] - p;
                haa += scores[i] * scores[i] * curvature;
                hab += scores[i] * curvature;
                hbb += curvature;
                ga += scores[i] * slope;
                gb += slope;
            }

            if (Math.Abs(ga) < 1e-10 * scores.Length && Math.Abs(gb) < 1e-10 * scores.Length) break;
            var determinant = haa * hbb - hab * hab;
            var da = -(hbb * ga - hab * gb) / determinant;
            var db = -(haa * gb - hab * ga) / determinant;
            if (!Search(scores, targets, ref current, ref value, da, db, ga * da + gb * db)) break;
        }

        return current;
    }

    /// <summary>Halves the step until it lowers the objective enough (Armijo's condition); says whether one did.</summary>
    private static bool Search(
        double[] scores, double[] targets, ref PlattScaling current, ref double value, double da, double db, double slope)
    {
        for (var step = 1.0; step >= 1e-10; step /= 2)
        {
            var next = new PlattScaling(current.A + step * da, current.B + step * db);
            var nextValue = Objective(scores, targets, next);
            if (!(nextValue < value + 1e-4 * step * slope)) continue;
            current = next;
            value = nextValue;
            return true;
        }

        return false;
    }

    /// <summary>The cross-entropy Σ −t ln p − (1 − t) ln(1 − p), written so that nothing overflows.</summary>
    private static double Objective(double[] scores, double[] targets, PlattScaling scaling)
    {
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var f = scaling.A * scores[i] + scaling.B;
            sum += f >= 0 ? targets[i] * f + Math.Log(1 + Math.Exp(-f)) : (targets[i] - 1) * f + Math.Log(1 + Math.Exp(f));
        }

        return sum;
    }

    /// <summary>The largest magnitude, or 1 where all scores are 0.</summary>
    private static double Spread(ReadOnlySpan<double> scores)
    {
        double largest = 0;
        foreach (var score in scores) largest = Math.Max(largest, Math.Abs(score));
        return largest == 0 ? 1 : largest;
    }

    private static void Check(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"There are {scores.Length} scores for {labels.Length} labels; give one for each.", nameof(scores));
        if (scores.IsEmpty) throw new ArgumentException("A calibration is fitted on at least one row.", nameof(scores));
        for (var i = 0; i < labels.Length; i++)
        {
            if (!double.IsFinite(scores[i])) throw new ArgumentException($"scores[{i}] is {scores[i]}; a calibration needs finite scores.", nameof(scores));
            if (labels[i] is not (0 or 1)) throw new ArgumentException($"labels[{i}] is {labels[i]}; the classes are 0 and 1.", nameof(labels));
        }
    }
}
