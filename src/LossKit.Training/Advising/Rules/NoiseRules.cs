namespace LossKit;

/// <summary>The rules for numbers whose noise decides: tails and sizes of the errors, not of the target.</summary>
internal static class NoiseRules
{
    /// <summary>The share of errors beyond <see cref="ErrorProfile.GrossDeviations"/> robust deviations from which outliers are gross.</summary>
    public const double GrossOutliers = 0.02;

    /// <summary>The share of errors from which there are outliers: of normal errors, one in 16,000 is as far out.</summary>
    public const double Outliers = 0.005;

    /// <summary>The fewest far rows that are more than an accident.</summary>
    public const int FarRows = 3;

    /// <summary>The rank correlation with the expected size from which the size of the noise is worth predicting.</summary>
    public const double PredictableSize = 0.35;

    /// <summary>The deviation of the errors, in deviations of the target, from which there is noise to speak of.</summary>
    public const double Noticeable = 0.01;

    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        new()
        {
            Name = "gross-outliers",
            When = $"at least {AdviceText.Percent(GrossOutliers)} of the errors of a quick regression beyond {ErrorProfile.GrossDeviations} robust deviations, {FarRows} rows or more",
            Fires = situation => situation.Table?.Errors is { GrossShare: >= GrossOutliers, FarRows: >= FarRows } errors
                ? $"{AdviceText.Percent(errors.GrossShare)} of the errors of a quick regression lie beyond {ErrorProfile.GrossDeviations} robust deviations{Tails(errors)}"
                : null,
            Choice = new("general-robust:alpha=0", "far points lose their pull") { Fitted = table => RobustOf(table, "0") },
            Alternatives =
            [
                new("huber", "far points shall keep a bounded pull, and the problem stay convex") { Fitted = NumberRules.HuberOf },
                new("mae", "a start is wanted that needs no scale"),
            ],
            ChangesMind = "The far rows turn out to be right and to matter: then student-t-nll keeps them as what they are, rare. If they are wrong, mend or drop them and ask again.",
        },
        new()
        {
            Name = "outliers",
            When = $"at least {AdviceText.Percent(Outliers)} of the errors of a quick regression, and {FarRows} rows, beyond {ErrorProfile.FarDeviations} robust deviations, or as many beyond "
                + $"{ErrorProfile.GrossDeviations}, however few rows that are",
            Fires = situation => situation.Table?.Errors is { FarShare: >= Outliers, FarRows: >= FarRows } or { GrossShare: >= Outliers } && situation.Table.Errors is { } errors
                ? $"{AdviceText.Percent(errors.FarShare)} of the errors of a quick regression lie beyond {ErrorProfile.FarDeviations} robust deviations{Tails(errors)}"
                : null,
            Choice = new("huber:delta=1", "quadratic for the bulk, linear for the rest") { Fitted = NumberRules.HuberOf },
            Alternatives =
            [
                new("student-t-nll", "tails are heavy throughout, and a likelihood is wanted") { Fitted = StudentOf },
                new("mae", "the typical error counts and nothing else"),
            ],
            ChangesMind = "Predictions that are added up, which need the mean: then mse, with the far rows looked at one by one.",
        },
        new()
        {
            Name = "uneven-noise",
            When = $"the columns tell the size of the errors of a quick regression (rank correlation of at least {AdviceText.Number(PredictableSize)}), which are at least "
                + $"{AdviceText.Percent(Noticeable)} of the target's deviation",
            Fires = situation => situation.Table?.Errors is { SizePredictability: >= PredictableSize, RelativeDeviation: >= Noticeable } errors
                ? $"noise differs from row to row, and the columns tell how much: the rank correlation of |error| with the size expected from them is "
                    + $"{AdviceText.Number(errors.SizePredictability)} on rows not seen"
                : null,
            Choice = new("gaussian-nll", "mean and variance are learnt together, so noisy rows count less"),
            Alternatives =
            [
                new("quantile:quantiles=0.1/0.5/0.9", "noise is lopsided, or the interval is what is wanted"),
                new("mse", "a second output is too much: the mean is right, if learnt a little more slowly"),
            ],
            ChangesMind = "Noise of one size in all rows: then mse.",
        },
    ];

    private static string Tails(ErrorProfile errors) =>
        $", where normal noise has none in ten thousand (excess kurtosis {AdviceText.Number(errors.Noise.ExcessKurtosis)}, skew {AdviceText.Number(errors.Noise.Skewness)})";

    private static string RobustOf(TableProfile table, string alpha) =>
        $"general-robust:alpha={alpha}:scale={AdviceText.Option(table.Errors?.RelativeDeviation ?? 1)}";

    private static string StudentOf(TableProfile table) => $"student-t-nll:scale={AdviceText.Option(table.Errors?.RelativeDeviation ?? 1)}";
}
