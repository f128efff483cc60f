namespace LossKit;

/// <summary>How often rows of each class were predicted to be of each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    private ConfusionMatrix(int classCount)
    {
        ClassCount = classCount;
        _counts = new int[classCount * classCount];
    }

    /// <summary>Gets the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>
    /// Gets the number of rows of class <paramref name="actual"/> that were predicted to be <paramref name="predicted"/>.
    /// </summary>
    /// <param name="actual">The true class.</param>
    /// <param name="predicted">The most probable class.</param>
    public int this[int actual, int predicted] => _counts[actual * ClassCount + predicted];

    /// <summary>Counts rows; the predicted class is the most probable one, the lowest index among equals.</summary>
    /// <param name="probabilities">Probabilities and true classes.</param>
    /// <returns>The counts.</returns>
    public static ConfusionMatrix Of(ClassProbabilities probabilities)
    {
        var matrix = new ConfusionMatrix(probabilities.ClassCount);
        for (var row = 0; row < probabilities.RowCount; row++)
            matrix._counts[probabilities.Labels[row] * matrix.ClassCount + probabilities.Predicted(row)]++;
        return matrix;
    }

    /// <summary>Gives the number of rows of a class.</summary>
    /// <param name="actual">The class.</param>
    /// <returns>The sum of its row.</returns>
    public int RowsOf(int actual) => Enumerable.Range(0, ClassCount).Sum(predicted => this[actual, predicted]);
}
