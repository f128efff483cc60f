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
        if (!IsLive())
        {
            return work(new PlainProgress(comparison, Console.Error));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new WholeTextColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new LiveProgress(comparison, context)));
    }

    // https://no-color.org: any value but an empty one.
    private static bool IsLive() => !Console.IsOutputRedirected
        && !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
