namespace LossKit;

/// <summary>The branch of numeric targets. What was said comes first, since no table can say what an error costs.</summary>
internal static class NumberRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.Interval,
            "an interval around the prediction is wanted",
            new("quantile:quantiles=0.1/0.5/0.9", "a stated share of the targets lies below each output, whatever the noise looks like"),
            (new("gaussian-nll", "noise is normal, and its size differs from row to row"), new("quantile", "the middle is enough: the median")),
            "A single best guess is wanted after all."),
        AdviceRule.Said(
            Circumstance.SafeSide,
            "a bound is wanted that few targets exceed",
            new("quantile:quantile=0.9", "nine of ten targets lie below its minimiser"),
            (new("expectile:expectile=0.9", "how far targets exceed the bound matters too"), new("asymmetric-mse:over-penalty=1:under-penalty=9", "the costs of both sides are known, and no share")),
            "The costs of both sides become known: asymmetric-mse takes them as they are."),
        AdviceRule.Said(
            Circumstance.UnevenCosts,
            "too much costs more than too little, or the reverse",
            new("asymmetric-mse", "two factors, one for each side; set them to the costs"),
            (new("expectile:expectile=0.3333", "one number is handier than two: it is the same minimum"), new("quantile:quantile=0.3333", "costs grow with the error and not with its square, or there are outliers")),
            "Both sides cost the same after all: mse, or huber."),
        AdviceRule.Said(
            Circumstance.Tolerance,
            "errors below a known tolerance do not matter",
            new("epsilon-insensitive:epsilon=0.1", "it costs nothing inside the tube; set epsilon to the tolerance, in standard deviations of the target where that is standardised"),
            (new("huber", "small errors matter a little") { Fitted = HuberOf }, new("mae", "every bit of accuracy counts")),
            "Errors inside the tolerance turn out to matter."),
        AdviceRule.Said(
            Circumstance.TypicalError,
            "the typical error counts and nothing else",
            new("mae", "its minimiser is the median"),
            (new("huber", "a smooth minimum helps the optimizer") { Fitted = HuberOf }, new("quantile:quantile=0.6", "a little too much is better than a little too little")),
            "Sums and averages of predictions are used: they need the mean, so mse."),
        AdviceRule.Said(
            Circumstance.SecondOrder,
            "boosting or Newton's method needs second derivatives",
            new("log-cosh", "robust, with a second derivative above 0"),
            (new("mse", "there are no outliers"), new("huber", "outliers are far beyond a standard deviation, and rows without curvature are no trouble") { Fitted = HuberOf }),
            "First-order steps are enough: take the loss that the noise asks for."),
        AdviceRule.Said(
            Circumstance.Pixels,
            "the numbers are pixels of an image that is restored",
            new("charbonnier", "absolute error with a round corner keeps edges sharp"),
            (new("mae", "a corner at 0 is no trouble"), new("mse", "the result is judged by PSNR")),
            "What the eye sees counts more than each pixel: ssim, under --task generative."),
        .. AmountRules.All,
        .. NoiseRules.All,
        AdviceRule.Otherwise(
            "plain-noise",
            Plain,
            new("mse", "its minimiser is the mean, which is what totals and averages need, and no estimate of it wastes less where noise is normal"),
            (new("huber", "a few rows may be wrong after all") { Fitted = HuberOf }, new("mae", "the typical error counts, not the average")),
            $"{AdviceText.Percent(NoiseRules.Outliers)} of the errors far out, noise that grows with the target, or a cost of errors that is not their square."),
    ];

    /// <summary>Gives Huber's loss with the corner where normal noise of the table would lose 5 % of efficiency: 1.345 deviations (Huber, 1964).</summary>
    public static string HuberOf(TableProfile table) => table.Errors is { } errors
        ? $"huber:delta={AdviceText.Option(1.345 * errors.RelativeDeviation)}"
        : "huber";

    private static string Plain(Situation situation) => situation.Table switch
    {
        { Errors: { } errors } =>
            $"of the errors of a quick regression (R² {AdviceText.Number(errors.Explained)}), {AdviceText.Percent(errors.FarShare)} are farther out than "
            + $"{ErrorProfile.FarDeviations} robust deviations, and their size hardly depends on the row (rank correlation {AdviceText.Number(errors.SizePredictability)}): plain noise",
        { } table => $"{Plural.Of(table.Rows, "row")} with a spread like this say nothing about the noise",
        _ => "nothing was said that asks for more",
    };
}
