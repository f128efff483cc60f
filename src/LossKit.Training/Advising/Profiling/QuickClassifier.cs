namespace LossKit;

/// <summary>What a quick classifier says of a row that it did not see.</summary>
/// <param name="Class">The class it would name.</param>
/// <param name="Margin">How sure it is: the score of that class less the next best one.</param>
internal readonly record struct QuickGuess(int Class, double Margin);

/// <summary>
/// Classifiers that take no time and no settings, of which the one that errs least is asked: the votes of the nearest rows, few or many, and a
/// regression of each class on the columns. Between them they see clusters, cells of a table and straight borders.
/// </summary>
internal static class QuickClassifier
{
    private static readonly int[] NeighbourCounts = [10, 30];

    /// <summary>Guesses the class of rows, none of which is asked about itself.</summary>
    /// <param name="rows">All rows, numbers standardised.</param>
    /// <param name="asked">The rows to guess, at least one more than the fewest neighbours.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The guesses of the classifier with the fewest errors, in the order of <paramref name="asked"/>.</returns>
    public static QuickGuess[] Guess(EncodedRows rows, int[] asked, int classes) =>
        Neighbours(rows, asked, classes).Append(Regression(rows, asked, classes)).MinBy(guesses => Errors(guesses, asked, rows.Labels))!;

    private static int Errors(QuickGuess[] guesses, int[] asked, int[] labels) =>
        guesses.Zip(asked, (guess, row) => guess.Class == labels[row] ? 0 : 1).Sum();

    private static QuickGuess[][] Neighbours(EncodedRows rows, int[] asked, int classes)
    {
        int[] counts = [.. NeighbourCounts.Where(count => count < asked.Length)];
        var guesses = Array.ConvertAll(counts, _ => new QuickGuess[asked.Length]);
        var votes = new double[classes];
        for (var i = 0; i < asked.Length; i++)
        {
            var nearest = NearestRows.Of(rows, asked[i], asked, counts[^1]);
            for (var which = 0; which < counts.Length; which++)
            {
                Array.Clear(votes);
                foreach (var neighbour in nearest.AsSpan(0, counts[which])) votes[rows.Labels[neighbour]] += 1.0 / counts[which];
                guesses[which][i] = Best(votes);
            }
        }

        return guesses;
    }

    private static QuickGuess[] Regression(EncodedRows rows, int[] asked, int classes)
    {
        var memberships = new double[rows.RowCount * classes];
        for (var row = 0; row < rows.RowCount; row++) memberships[(row * classes) + rows.Labels[row]] = 1;
        var scores = CrossValidatedRidge.Predict(QuickDesign.Of(rows), memberships);
        return Array.ConvertAll(asked, row => Best(scores.AsSpan(row * classes, classes)));
    }

    private static QuickGuess Best(ReadOnlySpan<double> scores)
    {
        int best = scores[1] > scores[0] ? 1 : 0, next = 1 - best;
        for (var i = 2; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) (best, next) = (i, best);
            else if (scores[i] > scores[next]) next = i;
        }

        return new(best, scores[best] - scores[next]);
    }
}
