namespace LossKit;

/// <summary>A regression tree of three levels, grown by the least squares and added to predictions at once.</summary>
/// <param name="bins">The features.</param>
/// <param name="targets">The target of each row; only those of the rows it grows from are looked at.</param>
/// <param name="predictions">What the tree predicts is added here.</param>
internal sealed class SmallTree(BinnedColumns bins, double[] targets, double[] predictions)
{
    private const int Levels = 3;

    // A leaf of fewer rows says nothing that holds for others.
    private const int FewestRows = 10;

    private readonly double[] _sums = new double[BinnedColumns.Bins];
    private readonly int[] _counts = new int[BinnedColumns.Bins];

    /// <summary>Grows the tree.</summary>
    /// <param name="from">The rows it is grown from.</param>
    /// <param name="to">The rows it predicts.</param>
    public void Grow(int[] from, int[] to) => Grow(from, to, Levels);

    private void Grow(int[] from, int[] to, int levels)
    {
        if (levels > 0 && Split(from) is var (column, last))
        {
            Grow(Array.FindAll(from, row => column[row] <= last), Array.FindAll(to, row => column[row] <= last), levels - 1);
            Grow(Array.FindAll(from, row => column[row] > last), Array.FindAll(to, row => column[row] > last), levels - 1);
            return;
        }

        var mean = from.Sum(row => targets[row]) / from.Length;
        foreach (var row in to) predictions[row] += mean;
    }

    // The split that lowers the squares most, or null where none leaves enough rows on both sides.
    private (byte[] Column, int Last)? Split(int[] from)
    {
        (byte[], int)? best = null;
        var total = from.Sum(row => targets[row]);
        var most = total * total / from.Length;
        foreach (var column in bins.Columns)
        {
            Array.Clear(_sums);
            Array.Clear(_counts);
            foreach (var row in from)
            {
                _sums[column[row]] += targets[row];
                _counts[column[row]]++;
            }

            var (sum, count) = (0.0, 0);
            for (var last = 0; last < BinnedColumns.Bins - 1; last++)
            {
                sum += _sums[last];
                count += _counts[last];
                if (count < FewestRows || from.Length - count < FewestRows) continue;
                var gain = (sum * sum / count) + ((total - sum) * (total - sum) / (from.Length - count));
                if (gain > most) (best, most) = ((column, last), gain);
            }
        }

        return best;
    }
}
