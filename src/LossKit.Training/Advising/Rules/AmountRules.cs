namespace LossKit;

/// <summary>The rules for targets whose kind decides: shares of a whole, counts, amounts with many zeros, sizes over orders of magnitude.</summary>
internal static class AmountRules
{
    /// <summary>The share of zeros from which amounts are a mixture.</summary>
    public const double ManyZeros = 0.1;

    /// <summary>The skew from which a tail is long.</summary>
    public const double LongTail = 1;

    /// <summary>
    /// The mean up to which whole numbers are taken for counts in any case, and what a tenth of those above 0 must not exceed: amounts of money are whole
    /// too, but none of them is 1 or 2.
    /// </summary>
    public const double SmallCounts = 10;

    /// <summary>The rank correlation of |error| and prediction from which noise grows with the target.</summary>
    public const double Growth = 0.2;

    /// <summary>The variance over the mean from which counts are overdispersed.</summary>
    public const double Overdispersed = 1.5;

    /// <summary>The powers of ten from which a target spans orders of magnitude.</summary>
    public const double WideRange = 1.5;

    /// <summary>How many times smaller errors have to be where the logarithm is learnt.</summary>
    public const double Gain = 1.1;

    /// <summary>The share of values near 0 or 1 from which shares of a whole need predictions that stay between.</summary>
    public const double NearBounds = 0.05;

    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        new()
        {
            Name = "proportions",
            When = $"numbers from 0 to 1, not all whole, {AdviceText.Percent(NearBounds)} or more of them below 0.1 or above 0.9",
            Fires = situation => situation.Table is { Numbers: { NegativeShare: 0, WholeShare: < 1, NearBoundsShare: >= NearBounds, Distribution.Maximum: <= 1 } numbers } table
                ? $"`{table.TargetName}` lies between {AdviceText.Number(numbers.Distribution.Minimum)} and {AdviceText.Number(numbers.Distribution.Maximum)}, and "
                    + $"{AdviceText.Percent(numbers.NearBoundsShare)} of it below 0.1 or above 0.9, where a prediction without bounds soon leaves the range"
                : null,
            Choice = new("bce-with-logits", "its minimiser is the mean share, and predictions stay between 0 and 1"),
            Alternatives =
            [
                new("mse", "predictions outside 0 and 1 do no harm, or are cut off"),
                new("mae", "the typical error counts, not the average share"),
            ],
            ChangesMind = "Numbers that lie between 0 and 1 by their unit only, and could be 1.2 as well: then mse or huber. Shares of known totals: then count rows by their total (weights).",
        },
        new()
        {
            Name = "overdispersed-counts",
            When = $"counts (below), with a variance of at least {AdviceText.Number(Overdispersed)} times the mean among rows with like predictions",
            Fires = situation => Counts(situation) is { } counts && situation.Table?.Errors is { VarianceToMean: >= Overdispersed } errors
                ? $"{counts}; among rows with like predictions their variance is {AdviceText.Number(errors.VarianceToMean)} times their mean, where Poisson counts have 1"
                : null,
            Choice = new("negative-binomial-nll", "the likelihood of counts whose variance grows with the square of the mean")
            {
                Fitted = table => $"negative-binomial-nll:dispersion={AdviceText.Option(Math.Max(0.01, table.Errors!.Dispersion))}",
            },
            Alternatives =
            [
                new("poisson-nll", "only the mean is wanted: it is right for any counts, and has no dispersion to set"),
                new("msle", "factors count, and sums of predictions are not used"),
            ],
            ChangesMind = "Columns that explain more bring the variance down to the mean: then poisson-nll.",
        },
        new()
        {
            Name = "counts",
            When = $"whole numbers of at least 0, 0 or 1 among them and a tenth of those above 0 up to {AdviceText.Number(SmallCounts)}, with a mean up to {AdviceText.Number(SmallCounts)} or noise that grows with the prediction "
                + $"(rank correlation of at least {AdviceText.Number(Growth)})",
            Fires = Counts,
            Choice = new("poisson-nll", "the likelihood of counts, from a log-rate: predictions are above 0 and factors add up"),
            Alternatives =
            [
                new("negative-binomial-nll:dispersion=0.5", "the variance turns out far above the mean"),
                new("msle", "factors count, and sums of predictions are not used"),
            ],
            ChangesMind = $"A variance of at least {AdviceText.Number(Overdispersed)} times the mean, or whole numbers that are marks or ages and no counts: then mse or huber.",
        },
        new()
        {
            Name = "many-zeros",
            When = $"no number below 0, at least {AdviceText.Percent(ManyZeros)} zeros, no counts, skew of at least {AdviceText.Number(LongTail)}: claims, rainfall",
            Fires = ManyZerosIn,
            Choice = new("tweedie", "the likelihood of a sum of a random number of amounts: zeros and the long tail in one"),
            Alternatives =
            [
                new("poisson-nll", "only the mean is wanted: it needs no power, and no whole numbers either"),
                new("msle", "factors count, and sums of predictions are not used"),
            ],
            ChangesMind = "Zeros that mean a missing amount, to be left out; or a model of its own for whether there is any.",
        },
        new()
        {
            Name = "orders-of-magnitude",
            When = $"positive, {AdviceText.Number(WideRange)} powers of ten from the 1 % to the 99 % quantile or a skew of at least {AdviceText.Number(LongTail)}, and a regression "
                + $"of the logarithm whose typical error is at least {AdviceText.Number(Gain)} times smaller",
            Fires = WideRangeOf,
            Choice = new("msle", "factors count, not differences"),
            Alternatives =
            [
                new("gamma-nll", "sums of predictions must be right: its minimiser is the mean"),
                new("mape", "readers think in percentages, and too low is better than too high"),
            ],
            ChangesMind = "An error of 100 that costs the same at 1,000 and at 100,000: then huber or mae in the target's own unit.",
        },
    ];

    private static string? Counts(Situation situation)
    {
        if (situation.Table is not { Numbers: { WholeShare: 1, NegativeShare: 0, SmallestTenth: <= SmallCounts, Distribution: { Minimum: <= 1, Mean: > 0 } shape } numbers, Errors: { } errors } table)
        {
            return null;
        }

        return shape.Mean <= SmallCounts || errors.GrowthWithSize >= Growth
            ? $"`{table.TargetName}` holds whole numbers from {AdviceText.Number(shape.Minimum)} to {AdviceText.Number(shape.Maximum)}, {AdviceText.Percent(numbers.ZeroShare)} zeros, "
                + $"mean {AdviceText.Number(shape.Mean)}" + (shape.Mean <= SmallCounts ? string.Empty : GrowthOf(errors))
            : null;
    }

    private static string? ManyZerosIn(Situation situation) =>
        situation.Table is { Numbers: { NegativeShare: 0, ZeroShare: >= ManyZeros, Distribution.Skewness: >= LongTail } numbers } table
            ? $"`{table.TargetName}` is never below 0, {AdviceText.Percent(numbers.ZeroShare)} of it is 0, and the rest has a long tail (skew "
                + $"{AdviceText.Number(numbers.Distribution.Skewness)})"
            : null;

    private static string? WideRangeOf(Situation situation)
    {
        if (situation.Table is not { Numbers: { Distribution: { Minimum: > 0 } shape } numbers, Errors: { LogarithmGain: >= Gain } errors } table) return null;
        return numbers.OrdersOfMagnitude >= WideRange || shape.Skewness >= LongTail
            ? $"`{table.TargetName}` is positive, spans {AdviceText.Number(numbers.OrdersOfMagnitude)} powers of ten from its 1 % to its 99 % quantile (skew "
                + $"{AdviceText.Number(shape.Skewness)}), and a regression of its logarithm has a typical error {AdviceText.Number(errors.LogarithmGain)} times smaller, in the target's own unit"
            : null;
    }

    private static string GrowthOf(ErrorProfile errors) =>
        $", and its noise grows with it (rank correlation of |error| and prediction {AdviceText.Number(errors.GrowthWithSize)})";
}
