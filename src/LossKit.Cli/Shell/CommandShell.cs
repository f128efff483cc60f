using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// What surrounds every command: reading the command line, help, version, Ctrl+C, and the one sentence on standard error
/// that says what is wrong.
/// </summary>
internal static class CommandShell
{
    // A stack trace helps whoever repairs losskit and nobody else.
    private const string DebugVariable = "LOSSKIT_DEBUG";

    /// <summary>Runs the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        using var interruption = new Interruption();
        try
        {
            var result = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Action is ParseErrorAction)
            {
                throw new UsageException(ParseSentences.For(result));
            }

            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await result.InvokeAsync(configuration, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return (int)interruption.ExitCode;
        }
        catch (Exception exception) when (exception is UsageException or LossException or DataException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(ExitCode.BadInput, exception.Message, exception);
        }
        catch (Exception exception)
        {
            return await FailAsync(ExitCode.Fault, FaultSentence.Of(exception), exception);
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Loss functions for .NET: compare them on your data, evaluate them by name, and see what there is.")
        {
            CompareCommand.Create(),
            ReportCommand.Create(),
            RecommendCommand.Create(),
            BenchCommand.Create(),
            DoctorCommand.Create(),
            EvalCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            PlotCommand.Create(),
            ExploreCommand.Create(),
            DocsCommand.Create(),
        };
        root.SetAction(result => new HelpAction().Invoke(result));
        foreach (var option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption { Action: HelpAction help } => new HelpWithExamples(help),
                VersionOption => new VersionLine(),
                _ => option.Action,
            };
        }

        return root;
    }

    private static async Task<int> FailAsync(ExitCode exitCode, string message, Exception exception)
    {
        await Console.Error.WriteLineAsync($"losskit: {message.ReplaceLineEndings(" ")}");
        if (Environment.GetEnvironmentVariable(DebugVariable) is "1")
        {
            await Console.Error.WriteLineAsync(exception.ToString());
        }

        return (int)exitCode;
    }
}
