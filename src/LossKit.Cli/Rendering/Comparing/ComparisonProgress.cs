using Spectre.Console;

namespace LossKit.Cli;

/// <summary>Shows how far a comparison is: live bars on a terminal, else a line for each training that has ended.</summary>
internal static class ComparisonProgress
{
    private const int BarWidth = 14;

    /// <summary>Works while showing progress on standard error.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="comparison">The comparison.</param>
    /// <param name="work">The work, which tells how far it is.</param>
    /// <returns>What the work gives.</returns>
    public static T Watch<T>(Comparison comparison, Func<IComparisonObserver, T> work)
    {
        var isRedirected = Console.IsOutputRedirected || Console.IsErrorRedirected;
        return IsLive(isRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"))
            ? WatchLive(comparison, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), work)
            : work(new PlainProgress(comparison, Console.Error));
    }

    /// <summary>Works while showing bars.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="comparison">The comparison.</param>
    /// <param name="console">The terminal.</param>
    /// <param name="work">The work, which tells how far it is.</param>
    /// <returns>What the work gives.</returns>
    public static T WatchLive<T>(Comparison comparison, IAnsiConsole console, Func<IComparisonObserver, T> work) => console.Progress()
        .Columns(new WholeTextColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn())
        .Start(context => work(new LiveProgress(comparison, context)));

    /// <summary>Says whether bars can be shown.</summary>
    /// <param name="isRedirected">Whether standard output or standard error goes elsewhere than to a terminal.</param>
    /// <param name="noColor">The variable NO_COLOR: any value but an empty one asks for plain text (https://no-color.org).</param>
    /// <param name="terminal">The variable TERM.</param>
    /// <returns>Whether they can.</returns>
    public static bool IsLive(bool isRedirected, string? noColor, string? terminal) =>
        !isRedirected && string.IsNullOrEmpty(noColor) && terminal is not "dumb";
}
