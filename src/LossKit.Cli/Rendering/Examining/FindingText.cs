using Spectre.Console;

namespace LossKit.Cli;

/// <summary>Findings for readers: what was seen, why it matters, what to write.</summary>
internal static class FindingText
{
    private const int Indent = 8;

    // A pipe has no width of its own.
    private const int PipeWidth = 120;

    /// <summary>Writes what was found.</summary>
    /// <param name="examined">What was examined, with its findings.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IReadOnlyList<(Patient Patient, IReadOnlyList<Finding> Findings)> examined, TextWriter output)
    {
        var width = Console.IsOutputRedirected ? PipeWidth : Math.Max(40, AnsiConsole.Profile.Width);
        foreach (var (patient, findings) in examined)
        {
            var count = findings.Count switch { 0 => "nothing found", 1 => "1 finding", var many => $"{many} findings" };
            TextLines.Write($"{patient.Loss}, {patient.Subject}: {count}.", width, output);
            foreach (var finding in findings)
            {
                output.WriteLine();
                output.WriteLine($"  {Words.Of(finding.Code)} ({Words.Of(finding.Severity)}, {finding.Input})");
                Write("seen", finding.Seen, width, output);
                Write("why", finding.Why, width, output);
                Write("fix", finding.Fix, width, output);
            }

            if (findings.Count > 0 && patient != examined[^1].Patient)
            {
                output.WriteLine();
            }
        }
    }

    private static void Write(string head, string text, int width, TextWriter output)
    {
        using var lines = new StringWriter();
        TextLines.Write(text, width - Indent - 2, lines);
        foreach (var (number, line) in lines.ToString().TrimEnd().Split(lines.NewLine).Index())
        {
            output.WriteLine($"{(number == 0 ? $"    {head}" : string.Empty).PadRight(Indent + 2)}{line}");
        }
    }
}
