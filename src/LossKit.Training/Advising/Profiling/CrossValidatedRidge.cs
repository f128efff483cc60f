namespace LossKit;

/// <summary>Ridge regression (Hoerl and Kennard, 1970) whose predictions are made for rows it was not fitted on.</summary>
internal static class CrossValidatedRidge
{
    private const int Folds = 5;

    // A hundredth of the rows: columns that say the same remain solvable, and what a column says shrinks by about 1 %.
    private const double PenaltyPerRow = 0.01;

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
        foreach (var sum in sums) total.Add(sum, 1);
        var solutions = Array.ConvertAll(sums, sum =>
        {
            var rest = new NormalEquations(design.ColumnCount);
            rest.Add(total, 1);
            rest.Add(sum, -1);
            return rest.Solve(PenaltyPerRow);
        });
        var predictions = new double[design.RowCount];
        for (var row = 0; row < predictions.Length; row++)
        {
            var values = design.Row(row);
            var weights = solutions[folds[row]];
            for (var column = 0; column < weights.Length; column++) predictions[row] += values[column] * weights[column];
        }

        return predictions;
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
