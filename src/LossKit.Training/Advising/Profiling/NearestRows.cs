namespace LossKit;

/// <summary>Finds the rows that are nearest to one, by the Euclidean distance of their features.</summary>
internal static class NearestRows
{
    /// <summary>Finds them.</summary>
    /// <param name="rows">All rows, standardised.</param>
    /// <param name="row">The row, which is not among its own neighbours.</param>
    /// <param name="among">The rows to choose from.</param>
    /// <param name="count">How many to find, no more than there are.</param>
    /// <returns>The nearest first; of equal distances the one that comes first.</returns>
    public static int[] Of(EncodedRows rows, int row, ReadOnlySpan<int> among, int count)
    {
        var own = Features(rows, row);
        var nearest = new int[count];
        var distances = new float[count];
        var found = 0;
        foreach (var other in among)
        {
            if (other == row) continue;
            var distance = SquaredDistance(own, Features(rows, other));
            if (found == count && distance >= distances[^1]) continue;
            var place = found < count ? found++ : count - 1;
            for (; place > 0 && distances[place - 1] > distance; place--)
            {
                distances[place] = distances[place - 1];
                nearest[place] = nearest[place - 1];
            }

            distances[place] = distance;
            nearest[place] = other;
        }

        return nearest;
    }

    // In one order of adding, so that the same rows are nearest on every machine.
    private static float SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        float sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return sum;
    }

    private static ReadOnlySpan<float> Features(EncodedRows rows, int row) => rows.Features.AsSpan(row * rows.FeatureCount, rows.FeatureCount);
}
