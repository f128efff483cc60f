using System.CommandLine;
using System.Globalization;

namespace LossKit.Cli;

/// <summary>The options of <c>losskit bench</c>, and how they become a request.</summary>
internal sealed class BenchOptions
{
    private const int MostThreads = 1024;
    private const string All = "all";

    private readonly Option<string[]> _losses = new("--losses")
    {
        Description = "Losses with commas between, such as huber:delta=0.5,mae; all for every loss. Without it a few of each kind.",
        HelpName = "LOSSES",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _shape = new("--shape")
    {
        Description = "The shape of the inputs, such as 256x1000; several with commas between. Without it one that each loss usually has.",
        HelpName = "SHAPES",
    };

    private readonly Option<string> _dtype = new("--dtype")
    {
        Description = "float32 or float64.",
        HelpName = "TYPE",
        DefaultValueFactory = _ => ElementTypes.Name(Precision.Single),
    };

    private readonly Option<string?> _threads = new("--threads")
    {
        Description = "How many threads one call may use; several with commas between. Without it 1 and as many as there are cores.",
        HelpName = "NUMBERS",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line, for programs." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_losses, _shape, _dtype, _threads, _json])
        {
            command.Add(option);
        }
    }

    /// <summary>Gives what was asked.</summary>
    /// <param name="result">The command line.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    /// <exception cref="LossException">A loss or one of its options is unknown.</exception>
    public BenchRequest Read(ParseResult result) => new()
    {
        Workloads = Workload.Of(LossesOf(result.GetValue(_losses)), ShapesOf(result.GetValue(_shape))),
        Precision = ElementTypes.Parse("--dtype", result.GetRequiredValue(_dtype)),
        Threads = ThreadsOf(result.GetValue(_threads)),
        Format = result.GetValue(_json) ? BenchFormat.Json : BenchFormat.Table,
    };

    private static IReadOnlyList<string> LossesOf(string[]? values)
    {
        string[] losses = [.. (values ?? []).SelectMany(CommaList.Split)];
        return losses switch
        {
            [] when values?.Length > 0 => throw new UsageException("--losses names none: write some of those that `losskit list` shows, or leave it out."),
            [] => DefaultWorkloads.Losses,
            [All] => [.. LossCatalog.All.Select(entry => entry.Card.Id)],
            _ => losses,
        };
    }

    private static int[][] ShapesOf(string? text) => text is null
        ? []
        : CommaList.Split(text) is { Length: > 0 } shapes
            ? [.. shapes.Select(ShapeText.Parse)]
            : throw new UsageException("--shape is empty: write lengths with x between, such as 256x1000, or leave it out.");

    private static int[] ThreadsOf(string? text)
    {
        if (text is null)
        {
            return [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        }

        var numbers = CommaList.Split(text);
        return numbers.Length > 0 && Array.TrueForAll(numbers, IsThreads)
            ? [.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Distinct()]
            : throw new UsageException($"--threads is '{text}', but must be whole numbers from 1 to {MostThreads} with commas between, such as 1,2.");
    }

    private static bool IsThreads(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostThreads;
}
