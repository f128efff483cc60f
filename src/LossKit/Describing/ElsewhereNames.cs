namespace LossKit;

/// <summary>Writes the names in the four libraries that every card compares with, always in the same order.</summary>
internal static class ElsewhereNames
{
    /// <summary>Keras: a loss that is not reduced still has lost its last axis.</summary>
    public const string LastAxisAveraged = "unreduced, its last axis is averaged";

    /// <summary>optax: functions give a loss for each element or row, and the caller takes the mean.</summary>
    public const string NotReduced = "not reduced";

    /// <summary>The options for a library that leaves the mean to the caller.</summary>
    public const string Unreduced = "reduction=none";

    /// <summary>TorchSharp: it calls the code of PyTorch, so what differs is the same.</summary>
    public const string AsPyTorch = "as PyTorch";

    /// <summary>Gets the libraries in the order of every card.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["PyTorch", "TorchSharp", "Keras", "optax"];

    /// <summary>Gives the entries of a card.</summary>
    /// <param name="pyTorch">The name in PyTorch.</param>
    /// <param name="torchSharp">The name in TorchSharp.</param>
    /// <param name="keras">The name in Keras 3.</param>
    /// <param name="optax">The name in optax.</param>
    /// <param name="more">Further libraries where the loss is at home: MONAI, torchvision, pytorch-metric-learning.</param>
    /// <returns>The entries in order.</returns>
    public static IReadOnlyList<ElsewhereName> Of(
        NameThere pyTorch, NameThere torchSharp, NameThere keras, NameThere optax, params ReadOnlySpan<ElsewhereName> more)
    {
        NameThere[] names = [pyTorch, torchSharp, keras, optax];
        return [.. Libraries.Zip(names, (library, there) => new ElsewhereName(library, there.Name, there.Difference, there.Options)), .. more];
    }

    /// <summary>Gives the entries of a loss that none of the libraries has.</summary>
    /// <param name="instead">What people write instead; empty where there is nothing short.</param>
    /// <param name="more">Further libraries where the loss is at home.</param>
    /// <returns>The entries in order.</returns>
    public static IReadOnlyList<ElsewhereName> Nowhere(string instead = "", params ReadOnlySpan<ElsewhereName> more)
    {
        var missing = NameThere.Missing(instead);
        return Of(missing, missing, missing, missing, more);
    }
}
