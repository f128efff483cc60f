namespace LossKit;

/// <summary>
/// Spearman's rank correlation (1904): whether two quantities rise together, whatever the shape of the curve and however far their extremes.
/// </summary>
public static class RankCorrelation
{
    /// <summary>Measures two quantities of the same things.</summary>
    /// <param name="first">The first quantity, none of them NaN.</param>
    /// <param name="second">The second, as many.</param>
    /// <returns>From −1 to 1; ties share the mean of their ranks. 0 where one of the quantities is the same everywhere, or there are none.</returns>
    /// <exception cref="ArgumentException">The numbers of values differ.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(
                $"There are {first.Length} and {second.Length} values; a correlation needs as many of one as of the other.", nameof(second));
        }

        double[] x = Ranks(first), y = Ranks(second);
        double middle = (first.Length + 1) / 2.0, both = 0, ofX = 0, ofY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            both += (x[i] - middle) * (y[i] - middle);
            ofX += (x[i] - middle) * (x[i] - middle);
            ofY += (y[i] - middle) * (y[i] - middle);
        }

        return ofX == 0 || ofY == 0 ? 0 : Math.Clamp(both / Math.Sqrt(ofX * ofY), -1, 1);
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next] == sorted[first]) next++;
            for (var i = first; i < next; i++) ranks[order[i]] = (first + 1 + next) / 2.0;
            first = next;
        }

        return ranks;
    }
}
