namespace LossKit;

/// <summary>
/// Gradient boosting of small regression trees (Friedman, 2001) on what a regression leaves, so that steps, bends and columns that work together are
/// not taken for noise. Each row is predicted by trees of the folds it is not in.
/// </summary>
internal static class BoostedTrees
{
    private const int MostRounds = 150;
    private const double Rate = 0.3;

    // Rounds that may pass without a gain.
    private const int Patience = 10;

    // Gains below this share come by chance.
    private const double LeastGain = 0.02;

    // What lies beyond this quantile of the absolute values is cut, so that a few huge errors are not all that trees look at (Huber's boosting).
    private const double CutAt = 0.95;

    /// <summary>Predicts the errors of a regression where they can be predicted.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="errors">What the regression leaves of each.</param>
    /// <returns>The prediction for each row, from the number of rounds with the least absolute errors; all 0 where none is better.</returns>
    public static double[] Predict(EncodedRows rows, double[] errors)
    {
        var bins = BinnedColumns.Of(rows);
        var folds = Folds.Of(rows.RowCount);
        var fitted = Enumerable.Range(0, Folds.Count).Select(_ => new double[errors.Length]).ToArray();
        var training = Enumerable.Range(0, Folds.Count)
            .Select(fold => Enumerable.Range(0, errors.Length).Where(row => folds[row] != fold).ToArray()).ToArray();
        var best = new double[errors.Length];
        var start = errors.Sum(Math.Abs);
        double least = start;
        for (int round = 1, since = 0; round <= MostRounds && since < Patience; round++, since++)
        {
            for (var fold = 0; fold < Folds.Count; fold++) Step(bins, errors, training[fold], fitted[fold]);
            double[] unseen = [.. folds.Select((fold, row) => fitted[fold][row])];
            var sum = errors.Zip(unseen, (error, prediction) => Math.Abs(error - prediction)).Sum();
            if (sum >= least) continue;
            (best, least, since) = (unseen, sum, 0);
        }

        return least < (1 - LeastGain) * start ? best : new double[errors.Length];
    }

    private static void Step(BinnedColumns bins, double[] errors, int[] training, double[] fitted)
    {
        var targets = new double[errors.Length];
        var left = Array.ConvertAll(training, row => errors[row] - fitted[row]);
        var sizes = Array.ConvertAll(left, Math.Abs);
        Array.Sort(sizes);
        var cut = Quantiles.OfSorted(sizes, CutAt);
        foreach (var (i, row) in training.Index()) targets[row] = Rate * Math.Clamp(left[i], -cut, cut);
        int[] all = [.. Enumerable.Range(0, errors.Length)];
        new SmallTree(bins, targets, fitted).Grow(training, all);
    }
}
