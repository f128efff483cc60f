namespace LossKit;

/// <summary>The innermost loop of the matrix product: six rows of the result by two registers, kept in registers over the sum.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TRegister">The register's operations.</typeparam>
internal static class ProductKernelWide<T, TVector, TRegister>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
{
    /// <summary>Adds left · right to a tile of the result, or puts it there.</summary>
    /// <param name="left">The six rows of the left operand.</param>
    /// <param name="right">The panel of the right operand.</param>
    /// <param name="tile">The tile of the result.</param>
    /// <param name="inner">How many products an element sums.</param>
    /// <param name="mode">Whether the sum begins with what the tile holds.</param>
    public static unsafe void Run(LeftRows<T> left, RightPanel<T> right, ResultTile<T> tile, nint inner, ProductMode mode)
    {
        // Rows that the tile lacks repeat its last one: computed for nothing, read within bounds, never stored.
        nint last = tile.Rows - 1;
        nint row1 = Math.Min(1, last);
        nint row2 = Math.Min(2, last);
        nint row3 = Math.Min(3, last);
        nint row4 = Math.Min(4, last);
        nint row5 = Math.Min(5, last);
        T* c1 = tile.First + (row1 * tile.Stride);
        T* c2 = tile.First + (row2 * tile.Stride);
        T* c3 = tile.First + (row3 * tile.Stride);
        T* c4 = tile.First + (row4 * tile.Stride);
        T* c5 = tile.First + (row5 * tile.Stride);
        T* c0 = tile.First;
        TVector s00 = default,
            s01 = default,
            s10 = default,
            s11 = default,
            s20 = default,
            s21 = default,
            s30 = default,
            s31 = default,
            s40 = default,
            s41 = default,
            s50 = default,
            s51 = default;
        if (mode == ProductMode.Accumulate)
        {
            s00 = TRegister.Load(c0);
            s01 = TRegister.Load(c0 + TRegister.Count);
            s10 = TRegister.Load(c1);
            s11 = TRegister.Load(c1 + TRegister.Count);
            s20 = TRegister.Load(c2);
            s21 = TRegister.Load(c2 + TRegister.Count);
            s30 = TRegister.Load(c3);
            s31 = TRegister.Load(c3 + TRegister.Count);
            s40 = TRegister.Load(c4);
            s41 = TRegister.Load(c4 + TRegister.Count);
            s50 = TRegister.Load(c5);
            s51 = TRegister.Load(c5 + TRegister.Count);
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
            TVector b0 = TRegister.Load(b);
            TVector b1 = TRegister.Load(b + TRegister.Count);
            TVector x0 = TRegister.Broadcast(a);
            s00 = TRegister.MultiplyAdd(x0, b0, s00);
            s01 = TRegister.MultiplyAdd(x0, b1, s01);
            TVector x1 = TRegister.Broadcast(a + a1);
            s10 = TRegister.MultiplyAdd(x1, b0, s10);
            s11 = TRegister.MultiplyAdd(x1, b1, s11);
            TVector x2 = TRegister.Broadcast(a + a2);
            s20 = TRegister.MultiplyAdd(x2, b0, s20);
            s21 = TRegister.MultiplyAdd(x2, b1, s21);
            TVector x3 = TRegister.Broadcast(a + a3);
            s30 = TRegister.MultiplyAdd(x3, b0, s30);
            s31 = TRegister.MultiplyAdd(x3, b1, s31);
            TVector x4 = TRegister.Broadcast(a + a4);
            s40 = TRegister.MultiplyAdd(x4, b0, s40);
            s41 = TRegister.MultiplyAdd(x4, b1, s41);
            TVector x5 = TRegister.Broadcast(a + a5);
            s50 = TRegister.MultiplyAdd(x5, b0, s50);
            s51 = TRegister.MultiplyAdd(x5, b1, s51);
            a += left.InnerStride;
            b += right.InnerStride;
        }

        TRegister.Store(c0, s00);
        TRegister.Store(c0 + TRegister.Count, s01);
        if (tile.Rows <= 1)
        {
            return;
        }

        TRegister.Store(c1, s10);
        TRegister.Store(c1 + TRegister.Count, s11);
        if (tile.Rows <= 2)
        {
            return;
        }

        TRegister.Store(c2, s20);
        TRegister.Store(c2 + TRegister.Count, s21);
        if (tile.Rows <= 3)
        {
            return;
        }

        TRegister.Store(c3, s30);
        TRegister.Store(c3 + TRegister.Count, s31);
        if (tile.Rows <= 4)
        {
            return;
        }

        TRegister.Store(c4, s40);
        TRegister.Store(c4 + TRegister.Count, s41);
        if (tile.Rows <= 5)
        {
            return;
        }

        TRegister.Store(c5, s50);
        TRegister.Store(c5 + TRegister.Count, s51);
    }
}
