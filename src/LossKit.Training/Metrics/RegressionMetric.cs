namespace LossKit;

/// <summary>A measure of predicted numbers. Errors are prediction − target, in the target's own unit.</summary>
public sealed class RegressionMetric : Metric
{
    private readonly Formula _formula;

    private RegressionMetric(string id, string name, MetricDirection direction, MetricUnit unit, Formula formula)
        : base(id, name, direction, unit) => _formula = formula;

    private delegate double Formula(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    /// <summary>Gets the mean absolute error, mean |e|.</summary>
    public static RegressionMetric Mae { get; } = Error("mae", "MAE", RegressionErrors.Mae);

    /// <summary>Gets the root mean squared error, √(mean e²).</summary>
    public static RegressionMetric Rmse { get; } = Error("rmse", "RMSE", RegressionErrors.Rmse);

    /// <summary>Gets the median of |e|, the mean of the two middle ones where their number is even.</summary>
    public static RegressionMetric MedianAbsoluteError { get; } = Error("median-absolute-error", "median |e|", RegressionErrors.MedianAbsolute);

    /// <summary>
    /// Gets the coefficient of determination, 1 − Σe² / Σ(target − mean target)²; 0 is what predicting the mean of these very targets
    /// gets. NaN where all targets are equal.
    /// </summary>
    public static RegressionMetric RSquared { get; } =
        new("r-squared", "R²", MetricDirection.HigherIsBetter, MetricUnit.None, RegressionErrors.RSquared);

    /// <summary>Gets the mean signed error, mean e: above 0 where predictions are too high on average.</summary>
    public static RegressionMetric MeanSignedError { get; } =
        new("mean-signed-error", "bias", MetricDirection.NearerZeroIsBetter, MetricUnit.Target, RegressionErrors.MeanSigned);

    /// <summary>
    /// Gets the pinball loss for the 10 % quantile q: mean max(q·(target − prediction), (q − 1)·(target − prediction)), least in
    /// expectation where the prediction is that quantile (Koenker and Bassett, <em>Regression Quantiles</em>, 1978).
    /// </summary>
    public static RegressionMetric Pinball10 { get; } = Error("pinball-0.1", "pinball .1", (p, t) => RegressionErrors.Pinball(p, t, 0.1));

    /// <summary>Gets the pinball loss for the median: half the mean absolute error.</summary>
    public static RegressionMetric Pinball50 { get; } = Error("pinball-0.5", "pinball .5", (p, t) => RegressionErrors.Pinball(p, t, 0.5));

    /// <summary>Gets the pinball loss for the 90 % quantile; the formula is that of <see cref="Pinball10"/>.</summary>
    public static RegressionMetric Pinball90 { get; } = Error("pinball-0.9", "pinball .9", (p, t) => RegressionErrors.Pinball(p, t, 0.9));

    /// <summary>Measures predictions.</summary>
    /// <param name="predictions">The predictions, in the target's unit.</param>
    /// <param name="targets">The targets, as many.</param>
    /// <returns>The value; NaN where a prediction or target is.</returns>
    /// <exception cref="ArgumentException">There are none, or not as many predictions as targets.</exception>
    public double Evaluate(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        if (targets.IsEmpty) throw new ArgumentException("A metric needs at least one target.", nameof(targets));
        if (predictions.Length != targets.Length)
        {
            throw new ArgumentException(
                $"There are {predictions.Length} predictions for {targets.Length} targets; give one for each.", nameof(predictions));
        }

        return _formula(predictions, targets);
    }

    private static RegressionMetric Error(string id, string name, Formula formula) =>
        new(id, name, MetricDirection.LowerIsBetter, MetricUnit.Target, formula);
}
