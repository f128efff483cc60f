namespace LossKit;

/// <summary>Gives the training part batch by batch in a fresh order each epoch, gathered into memory that is used again.</summary>
internal sealed class BatchReader
{
    private readonly EncodedRows _rows;
    private readonly float[] _targets;
    private readonly int _targetWidth;
    private readonly SeededRandom _order;
    private readonly int[] _sequence;
    private readonly float[] _batchFeatures;
    private readonly float[] _batchTargets;
    private readonly int[] _batchLabels;

    /// <summary>Initializes a new instance of the <see cref="BatchReader"/> class.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="head">The head that says what targets are.</param>
    /// <param name="batchSize">The rows of a batch; the last one may have fewer.</param>
    /// <param name="order">What shuffles the rows.</param>
    public BatchReader(EncodedRows rows, FittedHead head, int batchSize, SeededRandom order)
    {
        _rows = rows;
        _targets = head.Targets(rows);
        _targetWidth = head.TargetWidth;
        _order = order;
        BatchSize = Math.Min(batchSize, rows.RowCount);
        _sequence = [.. Enumerable.Range(0, rows.RowCount)];
        _batchFeatures = new float[BatchSize * rows.FeatureCount];
        _batchTargets = new float[BatchSize * _targetWidth];
        _batchLabels = new int[rows.Labels.Length > 0 ? BatchSize : 0];
    }

    /// <summary>Gets the rows of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Gets the number of batches of an epoch.</summary>
    public int Batches => (_sequence.Length + BatchSize - 1) / BatchSize;

    /// <summary>Gets the rows of the batch that was read last.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the features of the batch that was read last.</summary>
    public ReadOnlySpan<float> Features => _batchFeatures.AsSpan(0, Count * _rows.FeatureCount);

    /// <summary>Gets the targets of the batch that was read last.</summary>
    public ReadOnlySpan<float> Targets => _batchTargets.AsSpan(0, Count * _targetWidth);

    /// <summary>Gets the class indices of the batch that was read last; empty for regression.</summary>
    public ReadOnlySpan<int> Labels => _batchLabels.AsSpan(0, Math.Min(Count, _batchLabels.Length));

    /// <summary>Puts the rows in a new order.</summary>
    public void Shuffle() => _order.Shuffle(_sequence);

    /// <summary>Reads a batch.</summary>
    /// <param name="batch">Its number in the epoch, from 0.</param>
    public void Read(int batch)
    {
        var rows = _sequence.AsSpan(batch * BatchSize);
        Count = Math.Min(BatchSize, rows.Length);
        for (var i = 0; i < Count; i++)
        {
            var row = rows[i];
            Copy(_rows.Features, row, _rows.FeatureCount, _batchFeatures, i);
            Copy(_targets, row, _targetWidth, _batchTargets, i);
            if (_batchLabels.Length > 0)
            {
                _batchLabels[i] = _rows.Labels[row];
            }
        }
    }

    private static void Copy(float[] source, int row, int width, float[] destination, int place) =>
        source.AsSpan(row * width, width).CopyTo(destination.AsSpan(place * width));
}
