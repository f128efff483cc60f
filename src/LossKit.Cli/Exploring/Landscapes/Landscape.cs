namespace LossKit.Cli;

/// <summary>Heights over a square grid.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Note">How it was made, in a sentence or two.</param>
/// <param name="HorizontalName">What the horizontal axis is.</param>
/// <param name="VerticalName">What the vertical axis is.</param>
/// <param name="Horizontal">The places along the horizontal axis.</param>
/// <param name="Vertical">The places along the vertical axis.</param>
/// <param name="Heights">The heights, a row for each vertical place.</param>
internal sealed record Landscape(
    string Title, string Note, string HorizontalName, string VerticalName, double[] Horizontal, double[] Vertical, double[][] Heights)
{
    /// <summary>Gets the least finite height.</summary>
    public double Least => Finite.Min();

    /// <summary>Gets the greatest finite height.</summary>
    public double Greatest => Finite.Max();

    private IEnumerable<double> Finite => Heights.SelectMany(row => row).Where(double.IsFinite);

    /// <summary>Gives the same landscape with fewer places.</summary>
    /// <param name="every">Every how manieth place stays; it divides the steps of both axes.</param>
    /// <returns>The landscape.</returns>
    public Landscape Thinned(int every) => this with
    {
        Horizontal = Thinned(Horizontal, every),
        Vertical = Thinned(Vertical, every),
        Heights = Array.ConvertAll(Thinned(Heights, every), row => Thinned(row, every)),
    };

    /// <summary>Gives equal steps.</summary>
    /// <param name="from">The first place.</param>
    /// <param name="to">The last place.</param>
    /// <param name="places">How many places there are.</param>
    /// <returns>The places.</returns>
    public static double[] Steps(double from, double to, int places) =>
        [.. Enumerable.Range(0, places).Select(step => from + ((to - from) * step / (places - 1)))];

    /// <summary>Evaluates a function over a grid.</summary>
    /// <param name="horizontal">The places along the horizontal axis.</param>
    /// <param name="vertical">The places along the vertical axis.</param>
    /// <param name="height">The function of the horizontal and the vertical place.</param>
    /// <returns>The heights, a row for each vertical place.</returns>
    public static double[][] Grid(double[] horizontal, double[] vertical, Func<double, double, double> height) =>
        Array.ConvertAll(vertical, y => Array.ConvertAll(horizontal, x => height(x, y)));

    private static T[] Thinned<T>(T[] all, int every) => [.. all.Where((_, place) => place % every == 0)];
}
