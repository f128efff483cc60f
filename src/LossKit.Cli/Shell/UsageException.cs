namespace LossKit.Cli;

/// <summary>
/// What was asked cannot be done as written. The message is the one sentence that the user reads: what is wrong, and what
/// to write instead.
/// </summary>
/// <param name="message">The sentence.</param>
internal sealed class UsageException(string message) : Exception(message);
