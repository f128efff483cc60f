namespace LossKit.Tests;

/// <summary>
/// What these tests do in processes of their own: in each a setting of the runtime holds, or a crash is looked for. The test runner never
/// comes here.
/// </summary>
internal static class Program
{
    /// <summary>Runs what is named.</summary>
    /// <param name="arguments">The name of what to run.</param>
    /// <returns>How many wrong results were found.</returns>
    public static int Main(string[] arguments) => arguments switch
    {
        [ChildRun.GuardPages] => GuardPageRun.Run(Console.Out, TestSearch.Effort),
        [ChildRun.ReadBehind] => ReadOutside(PageEdge.End, 1),
        [ChildRun.ReadBefore] => ReadOutside(PageEdge.Start, -1),
        _ => throw new ArgumentException($"There is no run {string.Join(' ', arguments)}.", nameof(arguments)),
    };

    private static int ReadOutside(PageEdge edge, int step)
    {
        using var pages = new GuardedPages(4);
        var outside = System.Runtime.CompilerServices.Unsafe.Add(ref pages.Take<int>(1, edge).Span[0], step);
        return outside == int.MinValue ? 1 : 0;
    }
}
