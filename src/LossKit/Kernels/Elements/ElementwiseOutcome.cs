namespace LossKit;

/// <summary>What an elementwise pass gives back.</summary>
/// <param name="Value">The reduced loss.</param>
/// <param name="Violation">The first number outside its domain; <see cref="Violation.None"/> when all are inside.</param>
internal readonly record struct ElementwiseOutcome(double Value, Violation Violation);

/// <summary>Where a number outside its domain was found. The driver only finds it; the sentence is made by the loss.</summary>
/// <param name="Stream">Which input it is in.</param>
/// <param name="Index">Its index there.</param>
internal readonly record struct Violation(InputStream Stream, long Index)
{
    /// <summary>Gets the absence of a violation.</summary>
    public static Violation None => new(InputStream.Prediction, -1);

    /// <summary>Gets whether there is one.</summary>
    public bool IsFound => Index >= 0;
}

/// <summary>The inputs of an elementwise pass that have a domain.</summary>
internal enum InputStream
{
    /// <summary>The predictions.</summary>
    Prediction,

    /// <summary>The targets.</summary>
    Target,

    /// <summary>The third numbers.</summary>
    Companion,
}
