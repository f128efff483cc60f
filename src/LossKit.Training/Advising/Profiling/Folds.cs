namespace LossKit;

/// <summary>The folds of a cross-validation: the same rows always fall into the same ones.</summary>
internal static class Folds
{
    /// <summary>How many folds there are.</summary>
    public const int Count = 5;

    /// <summary>Deals rows.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <returns>The fold of each.</returns>
    public static int[] Of(int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        new SeededRandom(1).Fork("folds").Shuffle(order);
        var folds = new int[rows];
        for (var i = 0; i < rows; i++) folds[order[i]] = i % Count;
        return folds;
    }
}
