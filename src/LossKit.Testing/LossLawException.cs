namespace LossKit;

/// <summary>A loss breaks laws; the message has a line for each.</summary>
public sealed class LossLawException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="LossLawException"/> class.</summary>
    /// <param name="loss">The loss's id.</param>
    /// <param name="broken">The laws it breaks; at least one.</param>
    public LossLawException(string loss, IReadOnlyList<BrokenLaw> broken)
        : base($"{loss} breaks {broken?.Count} of the laws of a loss:\n{string.Join('\n', broken ?? [])}") => Broken = broken ?? [];

    /// <summary>Gets the laws it breaks.</summary>
    public IReadOnlyList<BrokenLaw> Broken { get; }
}
