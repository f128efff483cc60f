namespace LossKit;

/// <summary>
/// Predicted probabilities of rows over classes, shape [N, C], beside the classes that were true: what the classification
/// metrics are measured on.
/// </summary>
public readonly ref struct ClassProbabilities
{
    private readonly ReadOnlySpan<double> _values;

    /// <summary>Puts probabilities and classes beside each other.</summary>
    /// <param name="values">The probabilities, one row after the other; the two of a binary task too.</param>
    /// <param name="labels">The true class of each row, from 0 to <paramref name="classCount"/> − 1; at least one.</param>
    /// <param name="classCount">The number of classes C, at least 2.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the lengths do not fit, a label is no class, or a probability is not in [0, 1] (a NaN is let through, and gives NaN metrics).
    /// </exception>
    public ClassProbabilities(ReadOnlySpan<double> values, ReadOnlySpan<int> labels, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        if (labels.IsEmpty) throw new ArgumentException("A metric needs at least one row.", nameof(labels));
        if (values.Length != (long)labels.Length * classCount)
        {
            throw new ArgumentException(
                $"There are {values.Length} probabilities for {labels.Length} rows of {classCount} classes; give {(long)labels.Length * classCount}.",
                nameof(values));
        }

        for (var i = 0; i < labels.Length; i++)
            if ((uint)labels[i] >= (uint)classCount)
                throw new ArgumentException($"labels[{i}] is {labels[i]}, and the classes are 0 to {classCount - 1}.", nameof(labels));
        for (var i = 0; i < values.Length; i++)
            if (values[i] is < 0 or > 1)
                throw new ArgumentException($"values[{i}] is {values[i]}, and probabilities lie from 0 to 1; apply sigmoid or softmax first.", nameof(values));
        _values = values;
        Labels = labels;
        ClassCount = classCount;
    }

    /// <summary>Gets the true class of each row.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Gets the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>Gets whether any probability is NaN.</summary>
    internal bool HasNaN
    {
        get
        {
            foreach (var value in _values)
                if (double.IsNaN(value)) return true;
            return false;
        }
    }

    /// <summary>Gets the probabilities of a row.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <returns>A probability for each class.</returns>
    public ReadOnlySpan<double> Row(int row) => _values.Slice(row * ClassCount, ClassCount);

    /// <summary>Gets the class a row is predicted to be: the most probable, the lowest index among equals.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <returns>The class.</returns>
    public int Predicted(int row)
    {
        var probabilities = Row(row);
        var best = 0;
        for (var c = 1; c < probabilities.Length; c++)
            if (probabilities[c] > probabilities[best]) best = c;
        return best;
    }

    /// <summary>Copies the probabilities of one class, a row each.</summary>
    internal double[] Column(int c)
    {
        var column = new double[RowCount];
        for (var i = 0; i < column.Length; i++) column[i] = _values[i * ClassCount + c];
        return column;
    }
}
