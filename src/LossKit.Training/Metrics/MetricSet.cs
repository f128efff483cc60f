namespace LossKit;

/// <summary>The metrics of a task, the first of them the one that losses are ranked by unless another is asked for.</summary>
public static class MetricSet
{
    private static readonly RegressionMetric[] OfRegression =
    [
        RegressionMetric.Mae,
        RegressionMetric.Rmse,
        RegressionMetric.MedianAbsoluteError,
        RegressionMetric.RSquared,
        RegressionMetric.MeanSignedError,
        RegressionMetric.Pinball10,
        RegressionMetric.Pinball50,
        RegressionMetric.Pinball90,
    ];

    private static readonly ClassificationMetric[] OfClassification =
    [
        ClassificationMetric.Accuracy,
        ClassificationMetric.MacroF1,
        ClassificationMetric.LogLoss,
        ClassificationMetric.Brier,
        ClassificationMetric.ExpectedCalibrationError,
        ClassificationMetric.AreaUnderRoc,
        ClassificationMetric.AveragePrecision,
    ];

    /// <summary>Gets the metrics of a task, in the order they are shown.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The metrics.</returns>
    public static IReadOnlyList<Metric> For(LearningTask task) => task == LearningTask.Regression ? OfRegression : OfClassification;

    /// <summary>Measures predicted numbers by all metrics of regression.</summary>
    /// <param name="predictions">The predictions, in the target's own unit.</param>
    /// <param name="targets">The targets, as many.</param>
    /// <returns>A value for each metric of <see cref="For"/>.</returns>
    /// <exception cref="ArgumentException">There are none, or not as many predictions as targets.</exception>
    public static MetricValue[] Regression(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        var values = new MetricValue[OfRegression.Length];
        for (var i = 0; i < values.Length; i++) values[i] = new MetricValue(OfRegression[i], OfRegression[i].Evaluate(predictions, targets));
        return values;
    }

    /// <summary>Measures predicted probabilities by all metrics of classification.</summary>
    /// <param name="probabilities">The probabilities and the true classes.</param>
    /// <returns>A value for each metric of <see cref="For"/>.</returns>
    public static MetricValue[] Classification(ClassProbabilities probabilities)
    {
        var values = new MetricValue[OfClassification.Length];
        for (var i = 0; i < values.Length; i++) values[i] = new MetricValue(OfClassification[i], OfClassification[i].Evaluate(probabilities));
        return values;
    }
}
