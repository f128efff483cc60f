namespace LossKit;

/// <summary>
/// The errors that a quick model makes, since a loss is about the noise and not about the target: a target with two humps that the columns
/// explain has no outliers, and one that looks tame can have many.
/// </summary>
/// <remarks>
/// The model is a ridge regression on the columns and the squares of the numeric ones, and small trees for what that leaves where they help; each
/// row is predicted by the model of a fold that did not see it. Rows with a cell beyond five deviations are left out while they are few: a
/// mistyped cell must not decide. Errors are held against the size that a second such regression expects of them where it can tell sizes, so that rows that
/// are noisier as a whole are not taken for outliers.
/// </remarks>
/// <param name="Rows">The rows looked at.</param>
/// <param name="Explained">The share of the target's variance that the quick model explains (R² on rows it did not see).</param>
/// <param name="BentShare">The share of the regression's absolute errors that trees took; 0 where straight lines and squares are enough.</param>
/// <param name="Errors">Target − prediction, its distribution.</param>
/// <param name="RelativeDeviation">The robust standard deviation of the errors over the standard deviation of the target.</param>
/// <param name="Noise">The errors over their expected size: its distribution, with skew and excess kurtosis.</param>
/// <param name="FarShare">The share of <paramref name="Noise"/> beyond <see cref="FarDeviations"/> robust deviations.</param>
/// <param name="GrossShare">The share beyond <see cref="GrossDeviations"/>.</param>
/// <param name="FarRows">The rows that <paramref name="FarShare"/> is.</param>
/// <param name="GrowthWithSize">The rank correlation of |error| with the prediction: above 0 where noise grows with the target.</param>
/// <param name="SizePredictability">The rank correlation of |error| with the size expected from the columns, on rows not seen.</param>
/// <param name="VarianceToMean">
/// Variance over mean within tenths of rows with like predictions: 1 for Poisson counts; NaN for a target with negative values.
/// </param>
/// <param name="LogarithmGain">
/// The median |error| over that of a regression of the target's logarithm, both in the target's own unit: above 1 where factors add up and not
/// differences; NaN for a target that is not positive.
/// </param>
/// <param name="Dispersion">α of variance = mean + α·mean² over the same tenths, at least 0; NaN for a target with negative values.</param>
public sealed record ErrorProfile(
    int Rows,
    double Explained,
    double BentShare,
    Distribution Errors,
    double RelativeDeviation,
    Distribution Noise,
    double FarShare,
    double GrossShare,
    int FarRows,
    double GrowthWithSize,
    double SizePredictability,
    double LogarithmGain,
    double VarianceToMean,
    double Dispersion)
{
    /// <summary>The robust deviations beyond which an error is far: of normal errors, 6 in 100,000 are.</summary>
    public const double FarDeviations = 4;

    /// <summary>The robust deviations beyond which an error is gross.</summary>
    public const double GrossDeviations = 6;

    /// <summary>The fewest rows whose errors say anything.</summary>
    public const int MinRows = 50;

    // From here on the expected sizes are better than none.
    private const double UsefulPredictability = 0.1;

    // An expected size near 0 would make an outlier of any error.
    private const double SmallestSize = 0.5;

    /// <summary>Fits the quick model and measures its errors.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The profile, or null where rows are too few or the errors are all the same.</returns>
    internal static ErrorProfile? Of(EncodedRows rows)
    {
        if (rows.RowCount < MinRows) return null;
        var design = QuickDesign.Of(rows);
        var (predictions, bent) = Predict(design, rows, rows.Targets);
        double[] errors = [.. rows.Targets.Zip(predictions, (target, prediction) => target - prediction)];
        var spread = RobustSpread.Of(errors);
        var target = Distribution.Of(rows.Targets);
        if (spread.Deviation == 0 || target.StandardDeviation == 0) return null;

        var sizes = Array.ConvertAll(errors, error => Math.Abs(error - spread.Median));
        var expected = CrossValidatedRidge.Predict(design, Capped(sizes));
        var predictability = RankCorrelation.Of(expected, sizes);
        var noise = Counting(predictability >= UsefulPredictability ? Scaled(errors, spread.Median, expected) : errors, design.IsLeftOut);
        var noiseSpread = RobustSpread.Of(noise);
        var (ratio, dispersion) = CountSpread.Of(rows.Targets, predictions);
        return new(
            rows.RowCount,
            1 - (errors.Sum(error => error * error) / rows.Targets.Sum(value => (value - target.Mean) * (value - target.Mean))),
            bent,
            Distribution.Of(errors),
            spread.Deviation / target.StandardDeviation,
            Distribution.Of(noise),
            noiseSpread.ShareBeyond(noise, FarDeviations),
            noiseSpread.ShareBeyond(noise, GrossDeviations),
            (int)Math.Round(noise.Length * noiseSpread.ShareBeyond(noise, FarDeviations)),
            RankCorrelation.Of(predictions, sizes),
            predictability,
            GainOf(design, rows, sizes),
            ratio,
            dispersion);
    }

    private static (double[] Predictions, double BentShare) Predict(QuickDesign design, EncodedRows rows, double[] targets)
    {
        var straight = CrossValidatedRidge.Predict(design, targets);
        double[] errors = [.. targets.Zip(straight, (target, prediction) => target - prediction)];
        var trees = BoostedTrees.Predict(rows, errors);
        var left = errors.Zip(trees, (error, tree) => Math.Abs(error - tree)).Sum();
        var before = errors.Sum(Math.Abs);
        return ([.. straight.Zip(trees, (line, tree) => line + tree)], before == 0 ? 0 : 1 - (left / before));
    }

    private static double GainOf(QuickDesign design, EncodedRows rows, double[] sizes)
    {
        if (!Array.TrueForAll(rows.Targets, target => target > 0)) return double.NaN;
        var (logarithms, _) = Predict(design, rows, Array.ConvertAll(rows.Targets, Math.Log));
        return MedianOf(sizes) / MedianOf([.. logarithms.Zip(rows.Targets, (logarithm, target) => Math.Abs(target - Math.Exp(logarithm)))]);
    }

    private static double MedianOf(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return Quantiles.OfSorted(sorted, 0.5);
    }

    // A few huge errors would otherwise be all that the second regression sees.
    private static double[] Capped(double[] sizes)
    {
        var sorted = (double[])sizes.Clone();
        Array.Sort(sorted);
        var most = Quantiles.OfSorted(sorted, 0.95);
        return Array.ConvertAll(sizes, size => Math.Min(size, most));
    }

    private static double[] Counting(double[] noise, bool[] isLeftOut) => [.. noise.Where((_, row) => !isLeftOut[row])];

    private static double[] Scaled(double[] errors, double median, double[] expected)
    {
        var least = SmallestSize * expected.Average();
        return [.. errors.Zip(expected, (error, size) => (error - median) / Math.Max(size, least))];
    }
}
