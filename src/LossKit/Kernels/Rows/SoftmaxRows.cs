namespace LossKit;

/// <summary>The choice of a loop for softmax losses of rows; it depends on the shape alone.</summary>
internal static class SoftmaxRows
{
    /// <summary>Evaluates the rows.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The sum of the losses, not scaled.</returns>
    public static double Sum<TLane, TWanted, TKernel, T>(in TKernel kernel, in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TKernel : struct, ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RowTile<T>.Suits(rows.Shape))
        {
            return SideBySideRows.Sum<TLane, TWanted, TKernel, T>(kernel, rows);
        }

        return rows.Shape.Positions == 1
            ? PlacedRows.Sum<TLane, TWanted, TKernel, T>(kernel, rows)
            : CopiedRows.Sum<TLane, TWanted, TKernel, T>(kernel, rows);
    }
}
