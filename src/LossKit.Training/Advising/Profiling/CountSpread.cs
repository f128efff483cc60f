namespace LossKit;

/// <summary>How far counts spread around their rate: more than a Poisson distribution, or as it does.</summary>
internal static class CountSpread
{
    private const int Groups = 10;

    /// <summary>Measures variance against mean within groups of rows whose predictions are alike.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="predictions">What was predicted for them.</param>
    /// <returns>Σ variance / Σ mean, and Σ (variance − mean) / Σ mean², at least 0; NaN where a target is negative or all are 0.</returns>
    public static (double VarianceToMean, double Dispersion) Of(ReadOnlySpan<double> targets, double[] predictions)
    {
        foreach (var target in targets)
        {
            if (target < 0) return (double.NaN, double.NaN);
        }

        int[] order = [.. Enumerable.Range(0, targets.Length).OrderBy(row => predictions[row])];
        double variances = 0, means = 0, squares = 0;
        for (var group = 0; group < Groups; group++)
        {
            var rows = order.AsSpan((order.Length * group / Groups)..(order.Length * (group + 1) / Groups));
            double mean = 0, variance = 0;
            foreach (var row in rows) mean += targets[row] / rows.Length;
            foreach (var row in rows) variance += (targets[row] - mean) * (targets[row] - mean) / (rows.Length - 1);
            variances += variance;
            means += mean;
            squares += mean * mean;
        }

        return means == 0 ? (double.NaN, double.NaN) : (variances / means, Math.Max(0, (variances - means) / squares));
    }
}
