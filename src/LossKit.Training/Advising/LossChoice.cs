namespace LossKit;

/// <summary>Which weights of classes go with a loss.</summary>
public enum ClassWeighting
{
    /// <summary>None.</summary>
    None,

    /// <summary>Each class by the inverse of its size, so that all together weigh the same.</summary>
    Balanced,
}

/// <summary>A loss that a rule names, and when or why to take it.</summary>
/// <param name="Text">The loss as the catalogue parses it, with the options to begin with where nothing was measured.</param>
/// <param name="Reason">Why, for the first choice; when, for an alternative: a clause without a capital and a full stop.</param>
public sealed record LossChoice(string Text, string Reason)
{
    /// <summary>Gets the options that the numbers of a table give; null where they change nothing.</summary>
    public Func<TableProfile, string>? Fitted { get; init; }

    /// <summary>Gets the weights of classes that belong to it.</summary>
    public ClassWeighting Weighting { get; init; }

    /// <summary>Gets the loss of the other player, or null where there is one player only.</summary>
    public string? Beside { get; init; }

    /// <summary>Gives the loss with the options that fit a situation.</summary>
    /// <param name="situation">The situation.</param>
    /// <returns>The loss as the catalogue parses it.</returns>
    public string TextFor(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return situation.Table is { } table && Fitted is not null ? Fitted(table) : Text;
    }
}
