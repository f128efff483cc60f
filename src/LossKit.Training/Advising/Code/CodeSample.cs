namespace LossKit;

/// <summary>Code that trains with a loss.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Inputs">What the lines use without declaring it, as parameters are written: <c>Module model</c>.</param>
/// <param name="Note">What differs from the loss, a sentence; empty where nothing does.</param>
public sealed record CodeSample(IReadOnlyList<string> Lines, IReadOnlyList<string> Inputs, string Note);
