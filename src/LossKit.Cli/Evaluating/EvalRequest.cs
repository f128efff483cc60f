namespace LossKit.Cli;

/// <summary>A request as it was written, not yet held against the loss it names.</summary>
internal sealed class EvalRequest
{
    /// <summary>Gets or sets where in the line the id stands; empty where there is none.</summary>
    public Range Id { get; set; }

    /// <summary>Gets or sets the name of the loss.</summary>
    public string Loss { get; set; } = string.Empty;

    /// <summary>Gets or sets which kernels compute.</summary>
    public Precision Precision { get; set; } = Precision.Double;

    /// <summary>Gets or sets what the answer shall hold.</summary>
    public Answers Wanted { get; set; } = Answers.Value | Answers.Gradients;

    /// <summary>Gets the options in the order they are written; each a number, truth value, text, list of numbers or null.</summary>
    public Dictionary<string, object?> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the inputs by name.</summary>
    public Dictionary<string, NamedArray> Inputs { get; } = new(StringComparer.Ordinal);
}
