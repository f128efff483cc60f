using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>What the repeats say about the difference of two losses in a metric.</summary>
public enum DifferenceVerdict
{
    /// <summary>There are too few repeats to say anything, or a value is NaN.</summary>
    Unknown,

    /// <summary>The 95 % interval contains 0: no difference beyond noise.</summary>
    WithinNoise,

    /// <summary>The candidate's values are lower than the reference's beyond noise.</summary>
    Lower,

    /// <summary>The candidate's values are higher than the reference's beyond noise.</summary>
    Higher,
}

/// <summary>
/// The difference candidate − reference of a metric, repeat by repeat: what a repeat's split and starting weights do to both
/// cancels out, so much smaller differences are seen than by comparing two intervals.
/// </summary>
/// <remarks>
/// The test is the corrected resampled t-test of Nadeau and Bengio (<em>Inference for the Generalization Error</em>, 2003), as
/// recommended by Bouckaert and Frank (2004): repeats share rows, and the plain paired t-test, which takes them as independent, finds
/// differences where there are none far more often than one time in twenty. It is not corrected for the number of losses
/// compared: the interval and the verdict always agree, and <see cref="Probability"/> is there for whoever corrects it (Holm 1979).
/// </remarks>
/// <param name="Interval">The mean difference and its 95 % interval.</param>
/// <param name="Probability">The two-sided p-value of no difference; NaN where <see cref="Verdict"/> is unknown.</param>
/// <param name="Verdict">What follows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairedDifference(MeanInterval Interval, double Probability, DifferenceVerdict Verdict)
{
    /// <summary>Compares two losses over the same repeats.</summary>
    /// <param name="candidate">The candidate's value in each repeat.</param>
    /// <param name="reference">The reference's (usually the best loss's) value in each repeat, in the same order.</param>
    /// <param name="testRatio">Test rows over all others in a repeat, see <see cref="DataSplit.TestRatio"/>.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="ArgumentException">There are no values, or not as many in one as in the other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testRatio"/> is negative, infinite or NaN.</exception>
    public static PairedDifference Of(ReadOnlySpan<double> candidate, ReadOnlySpan<double> reference, double testRatio)
    {
        if (candidate.Length != reference.Length)
        {
            throw new ArgumentException(
                $"The candidate has {candidate.Length} values and the reference {reference.Length}; pairs need as many of one as of the other.",
                nameof(reference));
        }

        var differences = new double[candidate.Length];
        for (var i = 0; i < differences.Length; i++) differences[i] = candidate[i] - reference[i];
        var interval = MeanInterval.Of(differences, testRatio);
        var verdict = interval switch
        {
            { HasInterval: false } => DifferenceVerdict.Unknown,
            { Upper: < 0 } => DifferenceVerdict.Lower,
            { Lower: > 0 } => DifferenceVerdict.Higher,
            _ => DifferenceVerdict.WithinNoise,
        };
        return new PairedDifference(interval, TwoSided(differences, testRatio), verdict);
    }

    private static double TwoSided(double[] differences, double testRatio)
    {
        var (mean, error) = MeanInterval.Measure(differences, testRatio);
        if (double.IsNaN(error)) return double.NaN;
        if (error == 0) return mean == 0 ? 1 : 0;
        return StudentT.TwoSidedProbability(mean / error, differences.Length - 1);
    }
}
