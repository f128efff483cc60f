namespace LossKit;

/// <summary>Ridge regression (Hoerl and Kennard, 1970) whose predictions are made for rows it was not fitted on.</summary>
internal static class CrossValidatedRidge
{
    private const int Folds = 5;

    // By what the folds say: little where the columns explain nearly all, much where there are about as many as rows.
    private static readonly double[] PenaltiesPerRow = [1e-6, 1e-4, 1e-2, 1];

    /// <summary>Predicts each row by the regression over the folds it is not in.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="targets">Their targets.</param>
    /// <returns>The predictions.</returns>
    public static double[] Predict(QuickDesign design, ReadOnlySpan<double> targets)
    {
        var folds = FoldOf(design.RowCount);
        var sums = Enumerable.Range(0, Folds).Select(_ => new NormalEquations(design.ColumnCount)).ToArray();
        var total = new NormalEquations(design.ColumnCount);
        for (var row = 0; row < design.RowCount; row++) sums[folds[row]].Add(design.Row(row), targets[row]);
        foreach (var sum in sums) total.Add(sum);
        double[]? best = null;
        var least = double.PositiveInfinity;
        foreach (var penalty in PenaltiesPerRow)
        {
            var solutions = Array.ConvertAll(sums, sum => total.Without(sum).Solve(penalty));
            var predictions = Predict(design, folds, solutions);
            var squares = Squares(predictions, targets);
            if (best is null || squares < least) (best, least) = (predictions, squares);
        }

        return best!;
    }

    private static double[] Predict(QuickDesign design, int[] folds, double[][] solutions)
    {
        var predictions = new double[design.RowCount];
        for (var row = 0; row < predictions.Length; row++)
        {
            var values = design.Row(row);
            var weights = solutions[folds[row]];
            for (var column = 0; column < weights.Length; column++) predictions[row] += values[column] * weights[column];
        }

        return predictions;
    }

    private static double Squares(double[] predictions, ReadOnlySpan<double> targets)
    {
        double squares = 0;
        for (var row = 0; row < predictions.Length; row++) squares += (targets[row] - predictions[row]) * (targets[row] - predictions[row]);
        return squares;
    }

    private static int[] FoldOf(int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        new SeededRandom(1).Fork("folds").Shuffle(order);
        var folds = new int[rows];
        for (var i = 0; i < rows; i++) folds[order[i]] = i % Folds;
        return folds;
    }
}
