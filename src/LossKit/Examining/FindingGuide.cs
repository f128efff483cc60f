namespace LossKit;

/// <summary>What there is to know about a kind of finding, whatever the numbers: the page of the documentation is made of it.</summary>
/// <param name="Code">Which mistake it is.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Sees">What must be seen for it, with the thresholds.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Fix">What to do.</param>
public sealed record FindingGuide(FindingCode Code, FindingSeverity Severity, string Sees, string Why, string Fix);
