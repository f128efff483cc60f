namespace LossKit;

/// <summary>In which directions rows look for their partner.</summary>
public enum ContrastDirections
{
    /// <summary>From the first input to the second.</summary>
    FirstToSecond,

    /// <summary>From either to the other.</summary>
    Both,
}

/// <summary>Reads the directions from the option that all contrastive losses write them in.</summary>
internal static class ContrastDirection
{
    /// <summary>Reads the option.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The directions.</returns>
    public static ContrastDirections Of(LossOptions options) =>
        options.Flag("symmetric") ? ContrastDirections.Both : ContrastDirections.FirstToSecond;
}
