namespace LossKit;

/// <summary>A measure of predicted class probabilities.</summary>
public sealed class ClassificationMetric : Metric
{
    private readonly Formula _formula;

    private ClassificationMetric(string id, string name, MetricDirection direction, Formula formula)
        : base(id, name, direction, MetricUnit.None) => _formula = formula;

    private delegate double Formula(ClassProbabilities probabilities);

    /// <summary>Gets the share of rows whose most probable class is the true one (the lowest index among equally probable ones).</summary>
    public static ClassificationMetric Accuracy { get; } = Score("accuracy", "accuracy", ClassDecisions.Accuracy);

    /// <summary>
    /// Gets the mean over classes of F1 = 2·TP / (2·TP + FP + FN), the class predicted being the most probable one. Classes that are neither
    /// among the targets nor among the predictions are left out of the mean.
    /// </summary>
    public static ClassificationMetric MacroF1 { get; } = Score("macro-f1", "macro F1", ClassDecisions.MacroF1);

    /// <summary>
    /// Gets the mean of −ln p of the true class, in nats; p below 1e-15 counts as that, so that a
    /// single certain mistake costs 34.5 and not everything.
    /// </summary>
    public static ClassificationMetric LogLoss { get; } = Error("log-loss", "log-loss", ProbabilityErrors.LogLoss);

    /// <summary>
    /// Gets the Brier score (1950): for two classes mean (p₁ − y)², from 0 to 1; for more mean Σ_c (p_c − y_c)², from 0 to 2, as Brier wrote
    /// it (which for two classes would be twice the former).
    /// </summary>
    public static ClassificationMetric Brier { get; } = Error("brier", "Brier", ProbabilityErrors.Brier);

    /// <summary>
    /// Gets the expected calibration error of the most probable class: rows are binned by its probability into 15 bins (k/15, (k+1)/15], and
    /// |accuracy − mean probability| is averaged over the bins by their rows (Guo et al., <em>On Calibration of Modern Neural Networks</em>, 2017).
    /// </summary>
    public static ClassificationMetric ExpectedCalibrationError { get; } =
        Error("expected-calibration-error", "ECE", ProbabilityErrors.ExpectedCalibrationError);

    /// <summary>
    /// Gets the area under the ROC curve: how often a row of the class has a higher probability than one that is not, a tie counting half. For
    /// more than two classes the mean over each against the rest, of those with rows on both sides. NaN where there is none.
    /// </summary>
    public static ClassificationMetric AreaUnderRoc { get; } = Score("auroc", "AUROC", RankingScores.AreaUnderRoc);

    /// <summary>
    /// Gets the average precision, Σ (recallₙ − recallₙ₋₁)·precisionₙ over the distinct thresholds, which does not interpolate the curve. Classes
    /// are averaged as for <see cref="AreaUnderRoc"/>.
    /// </summary>
    public static ClassificationMetric AveragePrecision { get; } = Score("auprc", "AUPRC", RankingScores.AveragePrecision);

    /// <summary>Measures predictions.</summary>
    /// <param name="probabilities">The probabilities and the true classes.</param>
    /// <returns>The value; NaN where a probability is, or where the metric is not defined.</returns>
    public double Evaluate(ClassProbabilities probabilities)
    {
        if (probabilities.RowCount == 0) throw new ArgumentException("A metric needs at least one row.", nameof(probabilities));
        return probabilities.HasNaN ? double.NaN : _formula(probabilities);
    }

    private static ClassificationMetric Score(string id, string name, Formula formula) => new(id, name, MetricDirection.HigherIsBetter, formula);

    private static ClassificationMetric Error(string id, string name, Formula formula) => new(id, name, MetricDirection.LowerIsBetter, formula);
}
