using System.CommandLine;
using System.CommandLine.Invocation;

namespace LossKit.Cli;

/// <summary>Prints the command's name, version and commit.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"losskit {BuildVersion.Text}");
        return (int)ExitCode.Done;
    }
}
