using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>A mean over repeats and the 95 % interval for it by Student's t.</summary>
/// <param name="Mean">The mean; NaN where a value was.</param>
/// <param name="Lower">The lower end of the interval; NaN where there is none.</param>
/// <param name="Upper">The upper end of the interval; NaN where there is none.</param>
/// <param name="Count">The number of values.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MeanInterval(double Mean, double Lower, double Upper, int Count)
{
    /// <summary>The probability with which an interval made like this covers what it estimates.</summary>
    public const double Confidence = 0.95;

    /// <summary>Gets whether there is an interval: a single value, or one that is NaN, gives a mean alone.</summary>
    public bool HasInterval => !double.IsNaN(Lower);

    /// <summary>Gets half the width of the interval, what follows a ±; NaN where there is none.</summary>
    public double HalfWidth => (Upper - Lower) / 2;

    /// <summary>
    /// Measures mean and interval: mean ± t · s · √(1/n + <paramref name="testRatio"/>), with s the standard deviation of the values (dividing by
    /// n − 1) and t the critical value for n − 1 degrees of freedom.
    /// </summary>
    /// <remarks>
    /// Repeats that deal the same rows anew share most of them, hence vary less than independent data would, and s/√n
    /// alone is too small an error. <paramref name="testRatio"/> is the correction of Nadeau and Bengio (<em>Inference for the
    /// Generalization Error</em>, 2003): test rows over the others, see <see cref="DataSplit.TestRatio"/>.
    /// </remarks>
    /// <param name="values">A value a repeat, at least one.</param>
    /// <param name="testRatio">Test rows over all others in a repeat; 0 for independent values.</param>
    /// <returns>The mean and its interval.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testRatio"/> is negative, infinite or NaN.</exception>
    public static MeanInterval Of(ReadOnlySpan<double> values, double testRatio = 0)
    {
        var (mean, error) = Measure(values, testRatio);
        if (double.IsNaN(error)) return new MeanInterval(mean, double.NaN, double.NaN, values.Length);
        var half = error == 0 ? 0 : error * StudentT.CriticalValue(Confidence, values.Length - 1);
        return new MeanInterval(mean, mean - half, mean + half, values.Length);
    }

    /// <summary>The mean and its standard error; NaN for the error of a single value.</summary>
    internal static (double Mean, double StandardError) Measure(ReadOnlySpan<double> values, double testRatio)
    {
        if (values.IsEmpty) throw new ArgumentException("A mean needs at least one value.", nameof(values));
        if (testRatio is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(testRatio), testRatio, "The ratio of test rows to the others is a finite number from 0 up.");
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        var mean = values.ContainsAnyExcept(values[0]) ? sum / values.Length : values[0];
        foreach (var value in values) squares += (value - mean) * (value - mean);
        var error = values.Length == 1 ? double.NaN : Math.Sqrt(squares / (values.Length - 1) * (1.0 / values.Length + testRatio));
        return (mean, error);
    }
}
