namespace LossKit;

/// <summary>A mistake that <see cref="LossDoctor"/> found: what was seen, why it matters, and what to write instead.</summary>
public sealed record Finding
{
    /// <summary>Gets which mistake it is.</summary>
    public required FindingCode Code { get; init; }

    /// <summary>Gets how much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Gets the name of the input at fault; "loss" where it is the loss itself.</summary>
    public required string Input { get; init; }

    /// <summary>Gets what was seen, with the numbers.</summary>
    public required string Seen { get; init; }

    /// <summary>Gets why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>Gets what to write instead.</summary>
    public required string Fix { get; init; }

    /// <summary>
    /// Gets the share of the numbers, rows or targets that are at fault, from 0 to 1; null where it is not about a share.
    /// </summary>
    public double? Share { get; init; }

    /// <summary>Gets the place of the first number at fault in row-major order; null where there is no such place.</summary>
    public int? Index { get; init; }

    /// <summary>
    /// Gets the number that says it: the first one at fault, or the ratio or value that <see cref="Seen"/> is about; null for none.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>Gets the numbers to write: weights of classes, factors of terms; empty for none.</summary>
    public IReadOnlyList<double> Suggested { get; init; } = [];
}

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>The call is refused, or value and gradients mean something else than intended.</summary>
    Error,

    /// <summary>The numbers are what was asked for, but training suffers.</summary>
    Warning,

    /// <summary>Worth knowing; it may be intended.</summary>
    Advice,
}
