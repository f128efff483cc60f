namespace LossKit.Cli;

/// <summary>Values of an option with commas between.</summary>
internal static class CommaList
{
    /// <summary>Takes a value apart.</summary>
    /// <param name="value">The value: <c>mae,huber:delta=0.5</c>.</param>
    /// <returns>Its parts without the spaces around them; empty parts are left out.</returns>
    public static string[] Split(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
