namespace LossKit;

/// <summary>The formulas behind <see cref="RegressionMetric"/>, over spans of equal length that are not empty; e = prediction − target.</summary>
internal static class RegressionErrors
{
    /// <summary>mean |e|.</summary>
    public static double Mae(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (var i = 0; i < targets.Length; i++) sum += Math.Abs(predictions[i] - targets[i]);
        return sum / targets.Length;
    }

    /// <summary>√(mean e²).</summary>
    public static double Rmse(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets) =>
        Math.Sqrt(SumOfSquares(predictions, targets) / targets.Length);

    /// <summary>The median of |e|.</summary>
    public static double MedianAbsolute(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        var errors = new double[targets.Length];
        for (var i = 0; i < errors.Length; i++) errors[i] = Math.Abs(predictions[i] - targets[i]);
        Array.Sort(errors);
        // A sort puts NaN first.
        return double.IsNaN(errors[0]) ? double.NaN : Quantiles.OfSorted(errors, 0.5);
    }

    /// <summary>1 − Σe² / Σ(target − mean)²; NaN where all targets are equal.</summary>
    public static double RSquared(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        if (!targets.ContainsAnyExcept(targets[0])) return double.NaN;
        double mean = 0, total = 0;
        foreach (var target in targets) mean += target;
        mean /= targets.Length;
        foreach (var target in targets) total += (target - mean) * (target - mean);
        return 1 - SumOfSquares(predictions, targets) / total;
    }

    /// <summary>mean e.</summary>
    public static double MeanSigned(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (var i = 0; i < targets.Length; i++) sum += predictions[i] - targets[i];
        return sum / targets.Length;
    }

    /// <summary>mean max(q·(target − prediction), (q − 1)·(target − prediction)).</summary>
    public static double Pinball(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double quantile)
    {
        double sum = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var shortfall = targets[i] - predictions[i];
            sum += Math.Max(quantile * shortfall, (quantile - 1) * shortfall);
        }

        return sum / targets.Length;
    }

    private static double SumOfSquares(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (var i = 0; i < targets.Length; i++) sum += (predictions[i] - targets[i]) * (predictions[i] - targets[i]);
        return sum;
    }
}
