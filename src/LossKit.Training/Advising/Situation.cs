namespace LossKit;

/// <summary>All that a rule can look at: the task, what was measured on a table, and what was said beside it.</summary>
public sealed record Situation
{
    /// <summary>Gets the task.</summary>
    public required AdviceTask Task { get; init; }

    /// <summary>Gets what was measured, or null where there is no table.</summary>
    public TableProfile? Table { get; init; }

    /// <summary>Gets what was said.</summary>
    public IReadOnlyCollection<Circumstance> Having { get; init; } = [];

    /// <summary>Says whether something was said.</summary>
    /// <param name="circumstance">What.</param>
    /// <returns>Whether it was.</returns>
    public bool Has(Circumstance circumstance) => Having.Contains(circumstance);
}
