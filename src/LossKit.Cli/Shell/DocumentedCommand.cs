using System.CommandLine;

namespace LossKit.Cli;

/// <summary>A command whose help ends with examples. Each is a line of a shell that works as printed; a test runs them all.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">What it does, in a sentence.</param>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Gets the examples, to be run in the folder of the repository.</summary>
    public required IReadOnlyList<string> Examples { get; init; }
}
