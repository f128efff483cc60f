using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// Probabilities out of scores for several classes: softmax(score / T), with the one number T fitted to the log-loss of
/// validation rows. The order of the classes does not change, only how sure the probabilities are.
/// </summary>
/// <remarks>
/// Guo et al., <em>On Calibration of Modern Neural Networks</em> (2017). The log-loss is convex in 1/T, so Newton's method kept in a
/// bracket finds its minimum. The true class counts (N + 1)/(N + 2) and the others share the rest, as in <see cref="PlattScaling"/>: scores that
/// rank every one of a few rows right would else be made certainties, which a single mistake elsewhere makes worthless. Scores
/// that are worse than none want T = ∞; 1/T is kept between 0.001 and 1000 over the mean difference of a row's highest and lowest score.
/// </remarks>
/// <param name="Temperature">T, above 0: above 1 the scores were too sure, below 1 not sure enough.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TemperatureScaling(double Temperature)
{
    /// <summary>Fits the temperature.</summary>
    /// <param name="scores">The finite scores of the validation rows, shape [N, C], one row after the other.</param>
    /// <param name="labels">The true class of each row, from 0 to C − 1; at least one.</param>
    /// <param name="classCount">The number of classes C, at least 2.</param>
    /// <returns>The scaling; T = 1 where every row's scores are all equal.</returns>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not fit, a score is not finite, or a label no class.</exception>
    public static TemperatureScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, int classCount)
    {
        var range = Check(scores, labels, classCount);
        if (range == 0) return new TemperatureScaling(1);
        double low = 1e-3 / range, high = 1e3 / range, inverse = 1 / range;
        // The slope rises with 1/T: where it does not change its sign inside the bracket, the minimum is at an end.
        if (Derivatives(scores, labels, classCount, low).Slope >= 0) return new TemperatureScaling(1 / low);
        if (Derivatives(scores, labels, classCount, high).Slope <= 0) return new TemperatureScaling(1 / high);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var (slope, curvature) = Derivatives(scores, labels, classCount, inverse);
            if (slope == 0) break;
            if (slope < 0) low = inverse;
            else high = inverse;
            var next = inverse - slope / curvature;
            // In the geometric middle, as the bracket spans six orders of magnitude.
            if (!(next > low && next < high)) next = Math.Sqrt(low * high);
            if (Math.Abs(next - inverse) <= 1e-14 * inverse) break;
            inverse = next;
        }

        return new TemperatureScaling(1 / inverse);
    }

    /// <summary>Turns the scores of a row into probabilities.</summary>
    /// <param name="scores">The scores, one for each class.</param>
    /// <param name="probabilities">Receives softmax(scores / T); may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Apply(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        if (scores.Length != probabilities.Length)
        {
            throw new ArgumentException(
                $"There is room for {probabilities.Length} probabilities and there are {scores.Length} scores.", nameof(probabilities));
        }

        Softmax(scores, 1 / Temperature, probabilities);
    }

    private static void Softmax(ReadOnlySpan<double> scores, double inverse, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (var score in scores) largest = Math.Max(largest, score);
        for (var c = 0; c < scores.Length; c++)
        {
            probabilities[c] = Math.Exp((scores[c] - largest) * inverse);
            sum += probabilities[c];
        }

        for (var c = 0; c < probabilities.Length; c++) probabilities[c] /= sum;
    }

    /// <summary>
    /// First and second derivative of the summed log-loss by 1/T: Σ (mean score under the row's softmax − mean score under its target) and Σ variance
    /// of the score under the softmax.
    /// </summary>
    private static (double Slope, double Curvature) Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, int classCount, double inverse)
    {
        double slope = 0, curvature = 0, share = 1.0 / (labels.Length + 2) / (classCount - 1);
        var probabilities = new double[classCount];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = scores.Slice(i * classCount, classCount);
            Softmax(row, inverse, probabilities);
            // Scores are taken relative to the true class's, whose own term then is 0 in each of these sums.
            double mean = 0, squares = 0, target = 0;
            for (var c = 0; c < row.Length; c++)
            {
                var difference = row[c] - row[labels[i]];
                mean += probabilities[c] * difference;
                squares += probabilities[c] * difference * difference;
                target += share * difference;
            }

            slope += mean - target;
            curvature += squares - mean * mean;
        }

        return (slope, curvature);
    }

    /// <summary>Checks the arguments and measures the mean difference of a row's highest and lowest score.</summary>
    private static double Check(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        if (labels.IsEmpty) throw new ArgumentException("A calibration is fitted on at least one row.", nameof(labels));
        if (scores.Length != (long)labels.Length * classCount)
        {
            throw new ArgumentException(
                $"There are {scores.Length} scores for {labels.Length} rows of {classCount} classes; give {(long)labels.Length * classCount}.", nameof(scores));
        }

        double ranges = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classCount)
                throw new ArgumentException($"labels[{i}] is {labels[i]}, and the classes are 0 to {classCount - 1}.", nameof(labels));
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (var c = 0; c < classCount; c++)
            {
                var score = scores[i * classCount + c];
                if (!double.IsFinite(score))
                    throw new ArgumentException($"scores[{i * classCount + c}] is {score}; a calibration needs finite scores.", nameof(scores));
                low = Math.Min(low, score);
                high = Math.Max(high, score);
            }

            ranges += high - low;
        }

        return ranges / labels.Length;
    }
}
