namespace LossKit;

/// <summary>What a metric looks at.</summary>
internal enum Judged
{
    /// <summary>Predicted numbers.</summary>
    Numbers,

    /// <summary>Predicted classes.</summary>
    Decisions,

    /// <summary>Predicted probabilities.</summary>
    Probabilities,

    /// <summary>The order of predicted scores.</summary>
    Ranking,
}

/// <summary>A metric that results are judged by.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Judges">What it looks at.</param>
/// <param name="FittingLoss">The loss that is smallest where it is best, as the catalogue parses it.</param>
/// <param name="Cost">For numbers, what a constant costs on the skewed sample; less is better.</param>
internal sealed record JudgedMetric(string Name, Judged Judges, string FittingLoss, Func<double, double>? Cost = null)
{
    /// <summary>The id of accuracy.</summary>
    public const string Accuracy = "accuracy";

    private const string CrossEntropy = "cross-entropy";

    private static readonly Func<double, double> Absolute = SkewedSample.CostOf(Math.Abs, mean => mean);
    private static readonly Func<double, double> Root = SkewedSample.CostOf(error => error * error, Math.Sqrt);

    private static readonly JudgedMetric[] Known =
    [
        new("mae", Judged.Numbers, "mae", Absolute),
        new("median-absolute-error", Judged.Numbers, "mae", Absolute),
        new("pinball-0.5", Judged.Numbers, "mae", Absolute),
        new("pinball-0.1", Judged.Numbers, "quantile:quantile=0.1", Pinball(0.1)),
        new("pinball-0.9", Judged.Numbers, "quantile:quantile=0.9", Pinball(0.9)),
        new("rmse", Judged.Numbers, "mse", Root),
        new("mse", Judged.Numbers, "mse", Root),
        new("r-squared", Judged.Numbers, "mse", Root),
        new("mean-signed-error", Judged.Numbers, "mse", Root),
        new(Accuracy, Judged.Decisions, CrossEntropy),
        new("macro-f1", Judged.Decisions, CrossEntropy),
        new("log-loss", Judged.Probabilities, CrossEntropy),
        new("brier", Judged.Probabilities, CrossEntropy),
        new("expected-calibration-error", Judged.Probabilities, CrossEntropy),
        new("auroc", Judged.Ranking, CrossEntropy),
        new("auprc", Judged.Ranking, CrossEntropy),
    ];

    /// <summary>Gets the ids.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(metric => metric.Name)];

    /// <summary>Finds a metric.</summary>
    /// <param name="name">Its id.</param>
    /// <returns>The metric.</returns>
    /// <exception cref="LossException">There is none of this name.</exception>
    public static JudgedMetric Find(string name) =>
        Array.Find(Known, metric => string.Equals(metric.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw Sentences.InvalidOption("metric", name, $"one of {string.Join(", ", Names)}{Nearest.Suggest(name, Names)}");

    private static Func<double, double> Pinball(double quantile) =>
        SkewedSample.CostOf(error => Math.Max(-quantile * error, (1 - quantile) * error), mean => mean);
}
