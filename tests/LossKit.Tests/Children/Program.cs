using System.Globalization;

namespace LossKit.Tests;

/// <summary>
/// What these tests do in processes of their own: in each a setting of the runtime holds, or a crash is looked for. The test runner never
/// comes here.
/// </summary>
internal static class Program
{
    /// <summary>Runs what is named.</summary>
    /// <param name="arguments">The name of what to run, and its arguments.</param>
    /// <returns>How many wrong results were found.</returns>
    public static int Main(string[] arguments) => arguments switch
    {
        [ChildRun.GuardPages] => GuardPageRun.Run(Console.Out, TestSearch.Effort),
        [ChildRun.Golden, var options, .. var threads] => Golden(Enum.Parse<GoldenOptions>(options), threads),
        [ChildRun.WriteGolden, var file] => WriteGolden(file),
        [ChildRun.ReadBehind] => ReadOutside(PageEdge.End, 1),
        [ChildRun.ReadBefore] => ReadOutside(PageEdge.Start, -1),
        _ => throw new ArgumentException($"There is no run {string.Join(' ', arguments)}.", nameof(arguments)),
    };

    private static int Golden(GoldenOptions options, string[] threads)
    {
        GoldenRun.Run(Console.Out, threads.Select(count => int.Parse(count, CultureInfo.InvariantCulture)), options);
        return 0;
    }

    private static int WriteGolden(string file)
    {
        using var output = new StreamWriter(file) { NewLine = "\n" };
        GoldenRun.WriteHashes(output, GoldenOptions.All);
        return 0;
    }

    private static int ReadOutside(PageEdge edge, int step)
    {
        using var pages = new GuardedPages(4);
        var outside = System.Runtime.CompilerServices.Unsafe.Add(ref pages.Take<int>(1, edge).Span[0], step);
        return outside == int.MinValue ? 1 : 0;
    }
}
