namespace LossKit;

/// <summary>Trains the model with one loss in one repeat.</summary>
internal sealed class TrainingRun
{
    private readonly Contender _contender;
    private readonly Repeat _repeat;
    private readonly ComparisonOptions _options;
    private readonly Sequential _model;
    private readonly FittedHead _head;
    private readonly BatchReader _batches;
    private readonly Adam _optimizer;
    private readonly float[] _validationTargets;

    /// <summary>Initializes a new instance of the <see cref="TrainingRun"/> class.</summary>
    /// <param name="contender">The loss.</param>
    /// <param name="repeat">What it shares with the others.</param>
    /// <param name="options">How the comparison is run.</param>
    public TrainingRun(Contender contender, Repeat repeat, ComparisonOptions options)
    {
        _contender = contender;
        _repeat = repeat;
        _options = options;
        _head = contender.Head.Fit(repeat.Training, repeat.Target);
        _model = repeat.Model(options.HiddenUnits, contender.Head.Outputs);
        _optimizer = new Adam(_model.Parameters, (float)options.LearningRate);
        _batches = new BatchReader(repeat.Training, _head, options.BatchSizeFor(repeat.Training.RowCount), repeat.BatchOrder());
        _validationTargets = _head.Targets(repeat.Validation);
    }

    /// <summary>Trains until the validation value has not improved for as long as the options say, then measures the test part.</summary>
    /// <param name="observer">Who watches.</param>
    /// <param name="stop">Ends training between two steps, without a result.</param>
    /// <returns>The result.</returns>
    public RunResult Execute(IComparisonObserver observer, CancellationToken stop)
    {
        var key = new RunKey(_contender.Text, _repeat.Number);
        var curve = new List<EpochRecord>();
        var best = new BestWeights(_model.Parameters);
        for (var epoch = 1; epoch <= _options.Epochs && epoch - best.Epoch <= _options.Patience; epoch++)
        {
            var training = TrainEpoch(epoch, key, observer, out var failure, stop);
            var validation = failure is null ? ValidationLoss() : double.NaN;
            failure ??= double.IsFinite(validation) ? null : ValidationFailure(epoch);
            if (failure is not null)
            {
                return new RunResult { Key = key, Curve = curve, BestEpoch = best.Epoch, Failure = failure };
            }

            var record = new EpochRecord(epoch, training, validation);
            curve.Add(record);
            best.Offer(record);
            observer.EpochEnded(key, record);
        }

        best.Restore();
        return Measure(key, curve, best.Epoch);
    }

    private double TrainEpoch(int epoch, RunKey key, IComparisonObserver observer, out string? failure, CancellationToken stop)
    {
        failure = null;
        _batches.Shuffle();
        var sum = 0.0;
        for (var batch = 0; batch < _batches.Batches; batch++)
        {
            stop.ThrowIfCancellationRequested();
            _batches.Read(batch);
            using var step = GraphScope.Begin();
            var features = Rows(_batches.Features, _batches.Count);
            var loss = _head.Loss(_model.Forward(features), _batches.Targets, _batches.Labels);
            var value = loss.ToScalar();
            if (!float.IsFinite(value))
            {
                failure = NonFinite.Describe(_model, features, epoch, batch + 1);
                return double.NaN;
            }

            loss.Backward();
            if (batch == 0)
            {
                observer.GradientsMade(key, epoch, _model);
            }

            _optimizer.Step();
            _optimizer.ZeroGradients();
            sum += value * (double)_batches.Count;
        }

        return sum / _repeat.Training.RowCount;
    }

    private double ValidationLoss()
    {
        using var evaluation = NoGradientScope.Begin();
        using var step = GraphScope.Begin();
        var rows = _repeat.Validation;
        return _head.Loss(_model.Forward(Rows(rows.Features, rows.RowCount)), _validationTargets, rows.Labels).ToScalar();
    }

    private string ValidationFailure(int epoch)
    {
        using var evaluation = NoGradientScope.Begin();
        using var step = GraphScope.Begin();
        var rows = _repeat.Validation;
        return NonFinite.Describe(_model, Rows(rows.Features, rows.RowCount), epoch, _batches.Batches);
    }

    private RunResult Measure(RunKey key, List<EpochRecord> curve, int bestEpoch)
    {
        _head.Calibrate(Outputs(_repeat.Validation), _repeat.Validation.Labels);
        var test = _repeat.Test;
        var outputs = Outputs(test);
        var predictions = _head.Predict(outputs, test.RowCount);
        if (Array.FindIndex(predictions, prediction => !double.IsFinite(prediction)) is var bad and >= 0)
        {
            var row = test.Rows[bad / (predictions.Length / test.RowCount)];
            var failure = $"The prediction for used row {row + 1}, in the test part, is not finite. Try a lower --learning-rate.";
            return new RunResult { Key = key, Curve = curve, BestEpoch = bestEpoch, Failure = failure };
        }

        var metrics = test.Labels.Length == 0
            ? MetricSet.Regression(predictions, test.Targets)
            : MetricSet.Classification(new ClassProbabilities(predictions, test.Labels, predictions.Length / test.RowCount));
        return new RunResult
        {
            Key = key,
            Curve = curve,
            BestEpoch = bestEpoch,
            TestRows = test.Rows,
            Predictions = predictions,
            Variances = _head.PredictVariances(outputs, test.RowCount),
            Metrics = metrics.ToDictionary(metric => metric.Metric.Id, metric => metric.Value, StringComparer.Ordinal),
        };
    }

    private float[] Outputs(EncodedRows rows)
    {
        using var evaluation = NoGradientScope.Begin();
        using var step = GraphScope.Begin();
        return _model.Forward(Rows(rows.Features, rows.RowCount)).ToArray();
    }

    private Variable Rows(ReadOnlySpan<float> features, int rows) =>
        Variable.Constant(features, [rows, _repeat.Training.FeatureCount]);
}
