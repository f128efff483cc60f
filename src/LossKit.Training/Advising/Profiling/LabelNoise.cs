namespace LossKit;

/// <summary>
/// What rows that are alike say about labels. Rows that agree in all columns should agree in their label; and where nearly all neighbours of a
/// row have one label, the row should have it too. Wrong labels are as common there as elsewhere; classes that overlap contradict each other
/// far more where they meet.
/// </summary>
/// <remarks>
/// Neighbours that agree on the largest class count for nothing: in a table whose columns say nothing, every row's neighbours are mostly of
/// that class. Where equal rows disagree as much as if labels were dealt at random, the columns say nothing either. Both look like noise, and
/// neither is a sign of wrong labels.
/// </remarks>
/// <param name="EqualRows">The rows that another row equals in all columns.</param>
/// <param name="EqualApart">The share of these whose label is not the commonest of the rows they equal.</param>
/// <param name="EqualByChance">What that share would be with the same labels dealt at random.</param>
/// <param name="AgreedRows">
/// The rows of which at least <see cref="Agreeing"/> of the <see cref="Neighbours"/> nearest have one and the same label, other than the
/// largest class.
/// </param>
/// <param name="Contradicted">The share of these that have another label themselves.</param>
/// <param name="NeighbourError">The share of all rows that have another label than most of their nearest.</param>
public sealed record LabelNoise(
    int EqualRows, double EqualApart, double EqualByChance, int AgreedRows, double Contradicted, double NeighbourError)
{
    /// <summary>The nearest rows that are asked.</summary>
    public const int Neighbours = 10;

    /// <summary>How many of them have to agree.</summary>
    public const int Agreeing = 9;

    // Distances take the square of the rows times the columns: about a second at this many products.
    private const double MostProducts = 5e8;

    /// <summary>Looks at the rows.</summary>
    /// <param name="rows">The rows, numbers standardised.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>What they say.</returns>
    internal static LabelNoise Of(EncodedRows rows, int classes)
    {
        var groups = EqualFeatures.Groups(rows);
        var dealt = (int[])rows.Labels.Clone();
        new SeededRandom(1).Fork("dealt labels").Shuffle(dealt);
        var (agreed, contradicted, error) = Agreement(rows, classes);
        return new(
            groups.Sum(group => group.Length),
            Apart(groups, rows.Labels, classes),
            Apart(groups, dealt, classes),
            agreed,
            agreed == 0 ? 0 : contradicted / (double)agreed,
            error);
    }

    private static double Apart(IReadOnlyList<int[]> groups, int[] labels, int classes)
    {
        int rows = 0, apart = 0;
        foreach (var group in groups)
        {
            rows += group.Length;
            apart += group.Length - Votes(group, labels, classes).Max();
        }

        return rows == 0 ? 0 : apart / (double)rows;
    }

    private static (int Agreed, int Contradicted, double Error) Agreement(EncodedRows rows, int classes)
    {
        var most = Math.Min(ProfileSample.MostRows, (int)Math.Sqrt(MostProducts / rows.FeatureCount));
        var drawn = ProfileSample.Draw(rows.RowCount, most);
        if (drawn.Length <= Neighbours) return (0, 0, 0);
        var sizes = Votes(drawn, rows.Labels, classes);
        var largest = Array.IndexOf(sizes, sizes.Max());
        int agreed = 0, contradicted = 0, errors = 0;
        foreach (var row in drawn)
        {
            var votes = Votes(NearestRows.Of(rows, row, drawn, Neighbours), rows.Labels, classes);
            var winner = Array.IndexOf(votes, votes.Max());
            if (rows.Labels[row] != winner) errors++;
            if (winner == largest || votes[winner] < Agreeing) continue;
            agreed++;
            if (rows.Labels[row] != winner) contradicted++;
        }

        return (agreed, contradicted, errors / (double)drawn.Length);
    }

    private static int[] Votes(ReadOnlySpan<int> rows, int[] labels, int classes)
    {
        var votes = new int[classes];
        foreach (var row in rows) votes[labels[row]]++;
        return votes;
    }
}
