namespace LossKit.Cli;

/// <summary>A loss as a row of a table.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">The name a reader knows it by.</param>
/// <param name="Family">Its family.</param>
/// <param name="Options">Its options as <c>name=default</c>, with the reduction where the default is not the mean.</param>
/// <param name="Hessian">Whether second derivatives are offered: yes or no.</param>
/// <param name="Noise">The noise model whose negative log-likelihood it is, or a dash.</param>
internal sealed record CatalogRow(string Id, string Title, string Family, string Options, string Hessian, string Noise)
{
    /// <summary>What stands in a cell that has nothing to say.</summary>
    public const string Nothing = "-";

    /// <summary>Gives the row of a loss.</summary>
    /// <param name="entry">The loss.</param>
    /// <returns>The row.</returns>
    public static CatalogRow Of(LossEntry entry)
    {
        var card = entry.Card;
        var options = string.Join(' ', card.Options.Select(option => $"{option.Name}={Default(option)}").Concat(ReductionOf(card)));
        return new(
            card.Id,
            card.Title,
            Words.Of(card.Family),
            options.Length > 0 ? options : Nothing,
            card.HasHessian ? "yes" : "no",
            card.Noise?.Name ?? Nothing);
    }

    private static string Default(LossOption option) => option.Default.Length > 0 ? option.Default : "none";

    private static IEnumerable<string> ReductionOf(LossCard card) => card.Reductions switch
    {
        [] or [Reduction.Mean, ..] => [],
        [var first, ..] => [$"reduction={Words.Of(first)}"],
    };
}
