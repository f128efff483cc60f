namespace LossKit;

/// <summary>A loss with the options and weights that fit a situation.</summary>
/// <param name="Text">The loss as the catalogue parses it.</param>
/// <param name="Reason">Why, or when: a clause.</param>
/// <param name="ClassWeights">
/// The weights of the classes in their order, for two classes that of the positive one; null where it has none, empty where it has such but there is
/// no table to take them from.
/// </param>
/// <param name="Beside">The loss of the other player, or null.</param>
public sealed record RecommendedLoss(string Text, string Reason, IReadOnlyList<double>? ClassWeights, string? Beside)
{
    /// <summary>Fits a choice to a situation.</summary>
    internal static RecommendedLoss Of(LossChoice choice, Situation situation) => new(
        choice.TextFor(situation),
        choice.Reason,
        choice.Weighting == ClassWeighting.None ? null : Weights(situation.Table?.Classes),
        choice.Beside);

    private static IReadOnlyList<double> Weights(ClassProfile? classes) => classes switch
    {
        null => [],
        { Counts: [var negative, var positive] } => [Rounded(negative / (double)positive)],
        _ => [.. classes.BalancedWeights.Select(Rounded)],
    };

    // Weights that are written into code: nobody tells the third digit apart.
    private static double Rounded(double weight) => double.Parse(AdviceText.Number(weight), System.Globalization.CultureInfo.InvariantCulture);
}
