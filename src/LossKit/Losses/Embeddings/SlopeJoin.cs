namespace LossKit;

/// <summary>
/// Adds to the slope of each distance that of the same distance seen from the other side, times their anchors' weights: the matrix becomes symmetric.
/// </summary>
internal static unsafe class SlopeJoin
{
    // A tile and its mirror image stay in the cache while one is read along and the other across.
    private const int TileRows = 32;

    /// <summary>Joins the slopes in place: s_ij ← f_i·s_ij + f_j·s_ji, f the anchor's weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="slopes">The slopes, [N,N]: row i those of anchor i.</param>
    /// <param name="weight">A factor for each anchor; empty for none. A factor of 0 removes its anchor, whatever its slopes hold.</param>
    /// <param name="count">The number N of anchors.</param>
    public static void Run<T>(Span<double> slopes, ReadOnlySpan<T> weight, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var factors = new PooledMemory<double>(count);
        for (var i = 0; i < count; i++)
        {
            factors.Span[i] = weight.IsEmpty ? 1 : double.CreateTruncating(weight[i]);
        }

        fixed (double* matrix = slopes, factor = factors.Span)
        {
            var job = new Job { Slopes = matrix, Factors = factor, Count = count };
            WorkerPool.Run(ref job, (count + TileRows - 1) / TileRows);
        }
    }

    private struct Job : IPartitionedJob
    {
        public double* Slopes;
        public double* Factors;
        public int Count;

        /// <summary>Joins the tiles of one row of tiles, from the diagonal on, with their mirror images.</summary>
        public readonly void Execute(int part)
        {
            var begin = part * TileRows;
            var end = Math.Min(Count, begin + TileRows);
            for (var tile = begin; tile < Count; tile += TileRows)
            {
                var tileEnd = Math.Min(Count, tile + TileRows);
                for (var row = begin; row < end; row++)
                {
                    for (var column = Math.Max(row, tile); column < tileEnd; column++)
                    {
                        Join(row, column);
                    }
                }
            }
        }

        private readonly void Join(int row, int column)
        {
            ref var slope = ref Slopes[((nint)row * Count) + column];
            ref var mirrored = ref Slopes[((nint)column * Count) + row];
            var joined = row == column ? 0 : Times(Factors[row], slope) + Times(Factors[column], mirrored);
            slope = joined;
            mirrored = joined;
        }

        private static double Times(double factor, double slope) => factor == 0 ? 0 : factor * slope;
    }
}
