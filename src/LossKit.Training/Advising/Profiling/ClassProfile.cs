namespace LossKit;

/// <summary>The sizes of the classes of a target.</summary>
/// <param name="Names">The classes; the second of two is the positive one.</param>
/// <param name="Counts">The rows of each.</param>
public sealed record ClassProfile(IReadOnlyList<string> Names, IReadOnlyList<int> Counts)
{
    /// <summary>Gets the share of each class.</summary>
    public IReadOnlyList<double> Shares { get; } = [.. Counts.Select(count => count / (double)Counts.Sum())];

    /// <summary>Gets whether all classes are named by numbers, so that they have an order that may mean something.</summary>
    public bool AreNumbers { get; } = Names.All(name => CellText.Number(name) is not null);

    /// <summary>Gets the rows of the largest class over those of the smallest.</summary>
    public double ImbalanceRatio => Counts.Max() / (double)Counts.Min();

    /// <summary>
    /// Gets about what the ratio would be by chance if all classes were equally common: of K classes of m rows, the largest and the smallest lie about
    /// √(2 m ln K) from m.
    /// </summary>
    public double RatioByChance
    {
        get
        {
            var mean = Counts.Average();
            var spread = Math.Sqrt(2 * mean * Math.Log(Counts.Count));
            return (mean + spread) / Math.Max(mean - spread, 1);
        }
    }

    /// <summary>Gets the weights that make all classes weigh the same together: rows / (classes · rows of the class).</summary>
    public IReadOnlyList<double> BalancedWeights => [.. Counts.Select(count => Counts.Sum() / (double)(Counts.Count * (long)count))];

    /// <summary>Counts labels.</summary>
    /// <param name="names">The classes.</param>
    /// <param name="labels">The class index of each row; each class has at least one.</param>
    /// <returns>The sizes.</returns>
    public static ClassProfile Of(IReadOnlyList<string> names, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(names);
        var counts = new int[names.Count];
        foreach (var label in labels) counts[label]++;
        return new(names, counts);
    }
}
