using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>The innermost loops of the matrix product: a tile of the result, kept in registers over the sum.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TBlock">The registers of a row of the tile.</typeparam>
internal static unsafe class ProductKernel<T, TBlock>
    where T : unmanaged
    where TBlock : struct, IProductBlock<TBlock, T>
{
    /// <summary>Adds left · right to a tile of the result, or puts it there.</summary>
    /// <param name="left">The rows of the left operand.</param>
    /// <param name="right">The panel of the right operand.</param>
    /// <param name="tile">The tile of the result.</param>
    /// <param name="inner">How many products an element sums.</param>
    /// <param name="mode">Whether the sum begins with what the tile holds.</param>
    public static void Run(LeftRows<T> left, RightPanel<T> right, ResultTile<T> tile, nint inner, ProductMode mode)
    {
        if (tile.Rows == 1)
        {
            RunRow(left, right, tile, inner, mode);
        }
        else
        {
            RunRows(left, right, tile, inner, mode);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRows(LeftRows<T> left, RightPanel<T> right, ResultTile<T> tile, nint inner, ProductMode mode)
    {
        // Rows that the tile lacks repeat its last one: the same sums, stored in the same place once more.
        nint last = tile.Rows - 1;
        nint row1 = Math.Min(1, last);
        nint row2 = Math.Min(2, last);
        nint row3 = Math.Min(3, last);
        nint row4 = Math.Min(4, last);
        nint row5 = Math.Min(5, last);
        T* c0 = tile.First;
        T* c1 = c0 + (row1 * tile.Stride);
        T* c2 = c0 + (row2 * tile.Stride);
        T* c3 = c0 + (row3 * tile.Stride);
        T* c4 = c0 + (row4 * tile.Stride);
        T* c5 = c0 + (row5 * tile.Stride);
        TBlock s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        if (mode == ProductMode.Accumulate)
        {
            s0 = TBlock.Load(c0);
            s1 = TBlock.Load(c1);
            s2 = TBlock.Load(c2);
            s3 = TBlock.Load(c3);
            s4 = TBlock.Load(c4);
            s5 = TBlock.Load(c5);
        }

        T* a = left.First;
        T* b = right.First;
        nint a1 = row1 * left.RowStride;
        nint a2 = row2 * left.RowStride;
        nint a3 = row3 * left.RowStride;
        nint a4 = row4 * left.RowStride;
        nint a5 = row5 * left.RowStride;
        for (nint k = 0; k < inner; k++)
        {
            TBlock step = TBlock.Load(b);
            s0.Add(a, step);
            s1.Add(a + a1, step);
            s2.Add(a + a2, step);
            s3.Add(a + a3, step);
            s4.Add(a + a4, step);
            s5.Add(a + a5, step);
            a += left.InnerStride;
            b += right.InnerStride;
        }

        s0.Store(c0);
        s1.Store(c1);
        s2.Store(c2);
        s3.Store(c3);
        s4.Store(c4);
        s5.Store(c5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRow(LeftRows<T> left, RightPanel<T> right, ResultTile<T> tile, nint inner, ProductMode mode)
    {
        TBlock sum = default;
        if (mode == ProductMode.Accumulate)
        {
            sum = TBlock.Load(tile.First);
        }

        T* a = left.First;
        T* b = right.First;
        for (nint k = 0; k < inner; k++)
        {
            sum.Add(a, TBlock.Load(b));
            a += left.InnerStride;
            b += right.InnerStride;
        }

        sum.Store(tile.First);
    }
}
