namespace LossKit;

/// <summary>The options that all losses of a positive mean share, so that they are written once.</summary>
internal static class MeanOptions
{
    /// <summary>The name of the option that says what predictions are.</summary>
    public const string LogInput = "log-input";

    /// <summary>The name of the option that says what is added to a mean.</summary>
    public const string Epsilon = "epsilon";

    /// <summary>Gets the option that says whether predictions are logarithms.</summary>
    public static LossOption LogInputOption { get; } =
        new(LogInput, OptionKind.Boolean, "true", "whether predictions are logarithms of means");

    /// <summary>Gets the option that says what is added to a mean.</summary>
    public static LossOption EpsilonOption { get; } =
        new(Epsilon, OptionKind.Number, "1e-8", "added to a mean; unused with log-input") { Domain = Domain.NonNegative };

    /// <summary>Reads what predictions are.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The input.</returns>
    public static MeanInput Input(LossOptions options) => options.Flag(LogInput) ? MeanInput.LogMean : MeanInput.Mean;

    /// <summary>Gives the predictions that are allowed.</summary>
    /// <param name="input">What they are.</param>
    /// <param name="epsilon">What is added to a mean.</param>
    /// <returns>The domain.</returns>
    public static Domain Predictions(MeanInput input, double epsilon) =>
        input == MeanInput.Mean ? Domain.Above(-epsilon) : Domain.Real;
}
