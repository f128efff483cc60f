using System.Buffers;

namespace LossKit;

/// <summary>The loop over rows of few classes, which are turned into tiles so that each element of a lane is a row of its own.</summary>
internal static unsafe class SideBySideRows
{
    // Small calls do without the pool.
    private const int StackBytes = 1 << 13;

    /// <summary>Evaluates the rows.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The sum of the losses, not scaled.</returns>
    [SkipLocalsInit]
    public static double Sum<TLane, TWanted, TKernel, T>(in TKernel kernel, in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TKernel : struct, ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = rows.Shape.Classes;
        var most = Math.Min(RowTile<T>.RowsOf(classes), RowMemory<T>.PaddedLength(rows.End - rows.First));
        var length = RowTile<T>.LengthOf(classes, most) + RowMemory<T>.Padding;
        if (length * sizeof(T) <= StackBytes)
        {
            var bytes = stackalloc byte[StackBytes];
            return Sum<TLane, TWanted, TKernel, T>(kernel, rows, CacheLine.Align((T*)bytes), most);
        }

        var rented = ArrayPool<T>.Shared.Rent(length);
        fixed (T* memory = rented)
        {
            var sum = Sum<TLane, TWanted, TKernel, T>(kernel, rows, CacheLine.Align(memory), most);
            ArrayPool<T>.Shared.Return(rented);
            return sum;
        }
    }

    [SkipLocalsInit]
    private static double Sum<TLane, TWanted, TKernel, T>(in TKernel kernel, in RowPortion<T> rows, T* memory, int most)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TKernel : struct, ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var targets = rows.Target is null ? RowTargets.Distributions : RowTargets.Indices;
        var positions = rows.Shape.Positions;
        var sum = default(CompensatedSum);
        for (var first = rows.First; first < rows.End;)
        {
            // Rows of one tile belong to one sample, or samples have one row each.
            var end = positions == 1 ? rows.End : (int)Math.Min(rows.End, ((long)(first / positions) + 1) * positions);
            var count = Math.Min(most, end - first);
            var tile = new RowTile<T>(memory, rows.Shape.Classes, RowMemory<T>.PaddedLength(count), targets);
            var turn = new RowTurn<T>(rows, tile, first, count);
            turn.Load(kernel);
            kernel.Evaluate<TLane, TWanted>(tile, rows.Scale);
            if (TWanted.Gradient && rows.Gradient is not null)
            {
                turn.Store(tile.Powers, rows.Gradient);
            }

            if (TWanted.Hessian)
            {
                turn.Store(tile.Hessian, rows.Hessian);
            }

            sum += BlockSum.Sum<TLane, T>(tile.Values, count);
            for (var i = 0; rows.Values is not null && i < count; i++)
            {
                rows.Deliver(first + i, double.CreateTruncating(tile.Values[i]));
            }

            first += count;
        }

        return sum.Value;
    }
}
