namespace LossKit;

/// <summary>Ridge regression (Hoerl and Kennard, 1970) whose predictions are made for rows it was not fitted on.</summary>
internal static class CrossValidatedRidge
{
    // By what the folds say: little where the columns explain nearly all, much where there are about as many as rows.
    private static readonly double[] PenaltiesPerRow = [1e-6, 1e-4, 1e-2, 1];

    /// <summary>Predicts each row by the regression over the folds it is not in.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="targets">Their targets, one or more for each row, row after row.</param>
    /// <returns>The predictions, in the order of the targets.</returns>
    public static double[] Predict(QuickDesign design, double[] targets)
    {
        var perRow = targets.Length / design.RowCount;
        var folds = Folds.Of(design.RowCount);
        var sums = Enumerable.Range(0, Folds.Count).Select(_ => new NormalEquations(design.ColumnCount, perRow)).ToArray();
        var total = new NormalEquations(design.ColumnCount, perRow);
        for (var row = 0; row < design.RowCount; row++)
        {
            if (!design.IsLeftOut[row]) sums[folds[row]].Add(design.Row(row), targets.AsSpan(row * perRow, perRow));
        }

        foreach (var sum in sums) total.Add(sum);
        double[]? best = null;
        var least = double.PositiveInfinity;
        foreach (var penalty in PenaltiesPerRow)
        {
            var solutions = Array.ConvertAll(sums, sum => total.Without(sum).Solve(penalty));
            var predictions = Predict(design, folds, solutions);
            var squares = Squares(design, predictions, targets);
            if (best is null || squares < least) (best, least) = (predictions, squares);
        }

        return best!;
    }

    private static double[] Predict(QuickDesign design, int[] folds, double[][] solutions)
    {
        var perRow = solutions[0].Length / design.ColumnCount;
        var predictions = new double[design.RowCount * perRow];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = design.Row(i / perRow);
            var weights = solutions[folds[i / perRow]].AsSpan(i % perRow * design.ColumnCount, design.ColumnCount);
            for (var column = 0; column < weights.Length; column++) predictions[i] += row[column] * weights[column];
        }

        return predictions;
    }

    private static double Squares(QuickDesign design, double[] predictions, double[] targets)
    {
        var perRow = targets.Length / design.RowCount;
        double squares = 0;
        for (var i = 0; i < predictions.Length; i++)
        {
            if (!design.IsLeftOut[i / perRow]) squares += (targets[i] - predictions[i]) * (targets[i] - predictions[i]);
        }

        return squares;
    }
}
