namespace LossKit;

/// <summary>The farthest positive against the nearest negative of each anchor that has both.</summary>
internal sealed class BatchHardMiner : TripletMiner
{
    /// <inheritdoc/>
    public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes)
    {
        if (!AnchorView.IsMinable(batch, anchor, slopes, out var spoilt))
        {
            return spoilt;
        }

        var distances = batch.From(anchor);
        int farthest = -1, nearest = -1;
        for (var row = 0; row < distances.Length; row++)
        {
            if (batch.IsPositive(anchor, row))
            {
                farthest = farthest < 0 || distances[row] > distances[farthest] ? row : farthest;
            }
            else if (row != anchor)
            {
                nearest = nearest < 0 || distances[row] < distances[nearest] ? row : nearest;
            }
        }

        var loss = distances[farthest] - distances[nearest] + batch.Margin;
        if (loss <= 0)
        {
            return new(0, 1);
        }

        slopes[farthest] = 1;
        slopes[nearest] = -1;
        return new(loss, 1);
    }
}
