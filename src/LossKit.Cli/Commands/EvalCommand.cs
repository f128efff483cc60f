using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit eval</c>: values and gradients of losses named in a file of JSON Lines.</summary>
internal static class EvalCommand
{
    private const string StandardInput = "-";

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Requests, one JSON object on a line; - reads them from standard input.",
        };
        var command = new DocumentedCommand("eval", "Evaluates losses named in a file: one JSON request on a line in, one JSON answer on a line out.")
        {
            Examples =
            [
                """echo '{"id": "a", "loss": "mse", "inputs": {"prediction": [2.5, 0.0], "target": [3.0, -0.5]}}' | losskit eval -""",
            ],
        };
        command.Add(file);
        command.SetAction(async (result, token) => (int)await RunAsync(result.GetRequiredValue(file), token));
        return command;
    }

    private static async Task<ExitCode> RunAsync(string file, CancellationToken token)
    {
        await using var input = Open(file);
        await using var output = Console.OpenStandardOutput();
        return await new EvalRun(input, output).RunAsync(token);
    }

    private static Stream Open(string file)
    {
        if (string.Equals(file, StandardInput, StringComparison.Ordinal))
        {
            return Console.OpenStandardInput();
        }

        if (Directory.Exists(file))
        {
            throw new UsageException($"'{file}' is a folder: name a file of JSON Lines, or - for standard input.");
        }

        try
        {
            // The line reader has a buffer of its own.
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"There is no file '{file}': name a file of JSON Lines, or - for standard input.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"'{file}' cannot be read ({exception.Message.TrimEnd('.')}): name a file that can, or - for standard input.");
        }
    }
}
