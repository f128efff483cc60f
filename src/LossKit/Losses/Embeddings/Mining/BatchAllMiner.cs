using System.Buffers;

namespace LossKit;

/// <summary>Every triplet whose loss is positive, without walking over the triplets.</summary>
/// <remarks>
/// With the positives in order of their distance, those that a negative meets in a triplet of positive loss are the ones from some place on, which a
/// binary search finds; the comparison is the loss itself, as it rounds, so that the same triplets count as in a triple loop. From place to place the
/// sum of the losses grows by (what it has grown to in count) · (step to the next positive) + (what begins there): only additions of numbers that are
/// not negative. That is O(N log N) for an anchor.
/// </remarks>
internal sealed class BatchAllMiner : TripletMiner
{
    /// <inheritdoc/>
    public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes)
    {
        if (!AnchorView.IsMinable(batch, anchor, slopes, out var spoilt))
        {
            return spoilt;
        }

        using var positives = new AnchorView(batch, anchor);
        var count = positives.Rows.Length;
        var counts = ArrayPool<long>.Shared.Rent(count);
        var sums = ArrayPool<double>.Shared.Rent(count);
        counts.AsSpan(0, count).Clear();
        sums.AsSpan(0, count).Clear();

        var distances = batch.From(anchor);
        for (var row = 0; row < distances.Length; row++)
        {
            if (row == anchor || batch.IsPositive(anchor, row))
            {
                continue;
            }

            var first = FirstAbove(positives.Distances, distances[row], batch.Margin);
            if (first < count)
            {
                slopes[row] = first - count;
                counts[first]++;
                sums[first] += positives.Distances[first] - distances[row] + batch.Margin;
            }
        }

        var mined = AddUp(positives, counts, sums, slopes);
        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<long>.Shared.Return(counts);
        return mined;
    }

    private static MinedTriplets AddUp(scoped in AnchorView positives, long[] counts, double[] sums, Span<double> slopes)
    {
        var total = default(CompensatedSum);
        long triplets = 0, negatives = 0;
        double losses = 0, before = 0;
        for (var place = 0; place < positives.Rows.Length; place++)
        {
            var distance = positives.Distances[place];
            losses += (negatives == 0 ? 0 : negatives * (distance - before)) + sums[place];
            negatives += counts[place];
            before = distance;
            slopes[positives.Rows[place]] = negatives;
            triplets += negatives;
            total += losses;
        }

        return new(total.Value, triplets);
    }

    /// <summary>Finds the nearest positive whose triplet with a negative has a positive loss.</summary>
    private static int FirstAbove(ReadOnlySpan<double> positives, double negative, double margin)
    {
        int low = 0, high = positives.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (positives[middle] - negative + margin > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
