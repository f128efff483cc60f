namespace LossKit.Cli;

/// <summary>What losskit says where it failed itself.</summary>
internal static class FaultSentence
{
    /// <summary>Gives the sentence.</summary>
    /// <param name="exception">What happened.</param>
    /// <returns>The sentence.</returns>
    public static string Of(Exception exception) =>
        $"this is a fault of losskit, please report it: {exception.GetType().Name}: {exception.Message}";
}
