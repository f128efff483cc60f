namespace LossKit;

/// <summary>
/// Turns rows into numbers for a network. Everything it learns (medians, means, standard deviations, which categories there
/// are) it learns from the training rows, so that nothing of validation and test leaks into training.
/// </summary>
public sealed class DatasetEncoder
{
    private readonly Dataset _dataset;
    private readonly FittedColumn[] _columns;

    private DatasetEncoder(Dataset dataset, FittedColumn[] columns, Standardisation target)
    {
        _dataset = dataset;
        _columns = columns;
        Target = target;
    }

    /// <summary>Gets the change of units of the target; <see cref="Standardisation.None"/> where the target is classes.</summary>
    public Standardisation Target { get; }

    /// <summary>Learns from the training rows.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="trainingRows">The indices of the training rows in the data set, at least one.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">There are no training rows.</exception>
    public static DatasetEncoder Fit(Dataset dataset, ReadOnlySpan<int> trainingRows)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (trainingRows.IsEmpty) throw new ArgumentException("An encoder learns from at least one row.", nameof(trainingRows));
        var tableRows = dataset.TableRows(trainingRows);
        var columns = new FittedColumn[dataset.Features.Count];
        for (var i = 0; i < columns.Length; i++) columns[i] = dataset.Features[i].Fit(tableRows);
        var target = dataset.Task == LearningTask.Regression ? Standardisation.Fit(Pick(dataset.Targets, trainingRows)) : Standardisation.None;
        return new DatasetEncoder(dataset, columns, target);
    }

    /// <summary>Encodes rows, whatever part they belong to.</summary>
    /// <param name="rows">The indices of the rows in the data set.</param>
    /// <returns>Features and targets, in the order of <paramref name="rows"/>.</returns>
    public EncodedRows Encode(ReadOnlySpan<int> rows)
    {
        var stride = _dataset.FeatureNames.Count;
        var features = new float[checked(rows.Length * stride)];
        var tableRows = _dataset.TableRows(rows);
        var offset = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Encode(tableRows, features, offset, stride);
            offset += _dataset.Features[i].FeatureNames.Count;
        }

        return new EncodedRows(rows.ToArray(), features, stride, Pick(_dataset.Targets, rows), Pick(_dataset.Labels, rows));
    }

    /// <summary>Takes the values of some rows, or nothing where the task has no such values.</summary>
    private static T[] Pick<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows) => values.IsEmpty ? [] : values.Pick(rows);
}
