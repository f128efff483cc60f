namespace LossKit.Benchmarks;

/// <summary>The model of <c>losskit compare</c> and its training, as the other side has it too.</summary>
internal sealed class Training
{
    private readonly int _batchSize;
    private readonly TrainingTable _table;
    private readonly Sequential _model;
    private readonly Adam _optimizer;
    private readonly MseLoss _loss = new();
    private readonly float[] _features;
    private readonly float[] _targets;

    /// <summary>Makes model and optimizer, always with the same first weights.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="batchSize">The rows of a batch.</param>
    public Training(TrainingTable table, int batchSize)
    {
        (_table, _batchSize) = (table, batchSize);
        var random = new SeededRandom(2);
        _model = new Sequential(
            new Linear(table.FeatureCount, 64, random), new Relu(), new Linear(64, 64, random), new Relu(), new Linear(64, 1, random));
        _optimizer = new Adam(_model.Parameters, learningRate: 1e-3f);
        _features = new float[batchSize * table.FeatureCount];
        _targets = new float[batchSize];
    }

    /// <summary>Saves the weights for the other side to begin with.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => Safetensors.Save(path, _model.Parameters);

    /// <summary>Trains on every row once.</summary>
    /// <param name="order">The rows in the order in which they are seen.</param>
    /// <returns>The mean of the batches' losses.</returns>
    public double RunEpoch(ReadOnlySpan<int> order)
    {
        double sum = 0;
        int batches = 0;
        for (int start = 0; start < order.Length; start += _batchSize, batches++)
        {
            sum += Step(order[start..Math.Min(start + _batchSize, order.Length)]);
        }

        return sum / batches;
    }

    private float Step(ReadOnlySpan<int> rows)
    {
        int width = _table.FeatureCount;
        for (int i = 0; i < rows.Length; i++)
        {
            _table.Features.AsSpan(rows[i] * width, width).CopyTo(_features.AsSpan(i * width));
            _targets[i] = _table.Targets[rows[i]];
        }

        using (GraphScope.Begin())
        {
            Variable batch = Variable.Constant(_features.AsSpan(0, rows.Length * width), [rows.Length, width]);
            Variable loss = _loss.Forward(_model.Forward(batch), _targets.AsSpan(0, rows.Length));
            loss.Backward();
            _optimizer.Step();
            _optimizer.ZeroGradients();
            return loss.ToScalar();
        }
    }
}
