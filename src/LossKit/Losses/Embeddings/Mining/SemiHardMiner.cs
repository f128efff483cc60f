using System.Buffers;

namespace LossKit;

/// <summary>
/// For each anchor and positive the nearest of the negatives that are farther than the positive, but by less than the margin.
/// </summary>
/// <remarks>
/// Each negative is kept at the last positive that is nearer than it, where only the nearest can win; walking the positives from the farthest to
/// the nearest, the best so far is the nearest negative beyond each. That is O(N log N) for an anchor.
/// </remarks>
internal sealed class SemiHardMiner : TripletMiner
{
    private const int NoRow = -1;

    /// <inheritdoc/>
    public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes)
    {
        if (!AnchorView.IsMinable(batch, anchor, slopes, out var spoilt))
        {
            return spoilt;
        }

        using var positives = new AnchorView(batch, anchor);
        var count = positives.Rows.Length;
        var rented = ArrayPool<int>.Shared.Rent(count);
        var nearest = rented.AsSpan(0, count);
        nearest.Fill(NoRow);

        var distances = batch.From(anchor);
        for (var row = 0; row < distances.Length; row++)
        {
            if (row == anchor || batch.IsPositive(anchor, row))
            {
                continue;
            }

            var last = CountBelow(positives.Distances, distances[row]) - 1;
            if (last >= 0 && (nearest[last] == NoRow || distances[row] < distances[nearest[last]]))
            {
                nearest[last] = row;
            }
        }

        var total = default(CompensatedSum);
        long pairs = 0;
        var best = NoRow;
        for (var place = count - 1; place >= 0; place--)
        {
            best = nearest[place] == NoRow ? best : nearest[place];
            var positive = positives.Distances[place];
            if (best != NoRow && distances[best] < positive + batch.Margin)
            {
                total += positive - distances[best] + batch.Margin;
                slopes[positives.Rows[place]]++;
                slopes[best]--;
                pairs++;
            }
        }

        ArrayPool<int>.Shared.Return(rented);
        return new(total.Value, pairs);
    }

    private static int CountBelow(ReadOnlySpan<double> positives, double negative)
    {
        int low = 0, high = positives.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (positives[middle] < negative)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
