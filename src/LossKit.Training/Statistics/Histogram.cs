namespace LossKit;

/// <summary>How many values of a sample lie in each of several bins of the same width.</summary>
public sealed class Histogram
{
    private const int FewestBins = 8;
    private const int MostBins = 60;

    // The tails that a range may leave out where they would make it three times as wide and the bins useless.
    private const double Tail = 0.005;
    private const double WidestRange = 3;

    private Histogram(IReadOnlyList<double> edges, int[] counts, int below, int above, int count)
    {
        Edges = edges;
        Counts = counts;
        Below = below;
        Above = above;
        Count = count;
    }

    /// <summary>
    /// Gets the edges of the bins, one more than there are bins. A value on an edge counts to the bin above it, at the end to the last.
    /// </summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>Gets the number of values in each bin.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Gets the number of values below the first edge.</summary>
    public int Below { get; }

    /// <summary>Gets the number of values above the last edge.</summary>
    public int Above { get; }

    /// <summary>Gets the number of values of the sample.</summary>
    public int Count { get; }

    /// <summary>
    /// Gives the share of the sample in a bin, for each unit of width, so that the area of all bins is the share inside the edges.
    /// </summary>
    /// <param name="bin">The bin.</param>
    /// <returns>The density.</returns>
    public double Density(int bin) => Counts[bin] / (Count * (Edges[bin + 1] - Edges[bin]));

    /// <summary>
    /// Chooses edges: bins of width 2·IQR/∛n (Freedman and Diaconis 1981), from 8 to 60 of them, over the sample; where half a percent on
    /// each side makes its range more than three times as wide, over the rest.
    /// </summary>
    /// <param name="values">The sample, at least one finite value and no NaN.</param>
    /// <returns>The edges in ascending order.</returns>
    public static double[] EdgesFor(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = (sorted[0], sorted[^1]);
        var (lowTail, highTail) = (Quantiles.OfSorted(sorted, Tail), Quantiles.OfSorted(sorted, 1 - Tail));
        if (high - low > WidestRange * (highTail - lowTail) && highTail > lowTail) (low, high) = (lowTail, highTail);
        // Equal values get a bin around them.
        if (low == high) (low, high) = (low - Math.Max(0.5, Math.Abs(low) * 0.5), high + Math.Max(0.5, Math.Abs(high) * 0.5));
        var spread = Quantiles.OfSorted(sorted, 0.75) - Quantiles.OfSorted(sorted, 0.25);
        var wanted = spread > 0 ? (high - low) / (2 * spread / Math.Cbrt(sorted.Length)) : FewestBins;
        var bins = (int)Math.Clamp(Math.Ceiling(wanted), FewestBins, MostBins);
        var edges = new double[bins + 1];
        for (var i = 0; i <= bins; i++) edges[i] = i == bins ? high : low + (high - low) * i / bins;
        return edges;
    }

    /// <summary>Counts a sample.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="edges">The edges in ascending order, the same distance apart.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">There are fewer than two edges, or they do not ascend.</exception>
    public static Histogram Of(ReadOnlySpan<double> values, IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Count < 2 || !(edges[^1] > edges[0]))
            throw new ArgumentException("A histogram needs two edges or more, in ascending order.", nameof(edges));
        var counts = new int[edges.Count - 1];
        int below = 0, above = 0;
        foreach (var value in values)
        {
            if (value < edges[0]) below++;
            else if (value > edges[^1]) above++;
            else counts[BinOf(value, edges)]++;
        }

        return new(edges, counts, below, above, values.Length);
    }

    private static int BinOf(double value, IReadOnlyList<double> edges)
    {
        var bins = edges.Count - 1;
        var bin = Math.Clamp((int)((value - edges[0]) / (edges[^1] - edges[0]) * bins), 0, bins - 1);
        // Division rounds, the edges decide.
        if (value < edges[bin]) bin--;
        else if (bin + 1 < bins && value >= edges[bin + 1]) bin++;
        return bin;
    }
}
