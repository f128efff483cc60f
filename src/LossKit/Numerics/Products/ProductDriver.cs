namespace LossKit;

/// <summary>The loops around the kernel: blocks, panels and tiles of one product, on one thread.</summary>
/// <remarks>
/// An element of the result is the chain s ← round(a·b + s) over the steps of the sum in their order, from the first to the
/// last. Blocks only interrupt the chain by storing and loading s, which is exact: block sizes, register width and
/// where a matrix is cut for several threads change no bit.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TRegister">The register's operations.</typeparam>
internal static unsafe class ProductDriver<T, TVector, TRegister>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
{
    private static nint InnerAtOnce => ProductBlocks.InnerBytes / sizeof(T);

    private static nint Widest => TRegister.Abreast * TRegister.Count;

    /// <summary>Computes the product.</summary>
    /// <param name="left">The left operand, rows × inner; one of its strides is 1.</param>
    /// <param name="right">The right operand, inner × columns; one of its strides is 1.</param>
    /// <param name="result">The result, rows × columns, row-major.</param>
    /// <param name="size">The three lengths, none of them 0.</param>
    /// <param name="mode">Whether the product replaces the result or is added to it.</param>
    public static void Run(ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size, ProductMode mode)
    {
        for (nint k = 0; k < size.Inner; k += InnerAtOnce)
        {
            nint inner = Math.Min(InnerAtOnce, size.Inner - k);
            ProductMode blockMode = k == 0 ? mode : ProductMode.Accumulate;
            for (nint column = 0; column < size.Columns; column += ProductBlocks.Columns)
            {
                var block = new ProductSize(size.Rows, inner, Math.Min(ProductBlocks.Columns, size.Columns - column));
                RunColumns(left.From(0, k), right.From(k, column), result.From(0, column), block, blockMode);
            }
        }
    }

    private static void RunColumns(
        ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size, ProductMode mode)
    {
        bool inPlace = right.ColumnStride == 1
            && (size.Rows < ProductBlocks.RowsWorthPacking || right.RowStride * size.Inner * sizeof(T) <= ProductBlocks.BytesReadAlong);
        // Where all rows go through a panel at once, the next one takes its place, in the cache.
        nint distance = size.Rows <= ProductBlocks.Rows ? 0 : size.Inner;
        T* panels = ProductScratch.ForRight<T>((distance == 0 ? Widest : size.Columns + TRegister.Count) * size.Inner);
        bool packLeft = left.ColumnStride != 1
            && size.Columns > TRegister.Count
            && left.ColumnStride * size.Inner * sizeof(T) > ProductBlocks.BytesReadDown;
        for (nint row = 0; row < size.Rows; row += ProductBlocks.Rows)
        {
            nint rows = Math.Min(ProductBlocks.Rows, size.Rows - row);
            ProductMatrix<T> block = left.From(row, 0);
            nint groupStride = ProductBlocks.TileRows * block.RowStride;
            if (packLeft)
            {
                T* packed = ProductScratch.ForLeft<T>((rows + ProductBlocks.TileRows) * size.Inner);
                ProductPacking.Left(block, rows, size.Inner, packed);
                block = new ProductMatrix<T>(packed, 1, ProductBlocks.TileRows);
                groupStride = ProductBlocks.TileRows * size.Inner;
            }

            for (nint column = 0, width; column < size.Columns; column += width)
            {
                width = WidthAt(column, size.Columns);
                nint columns = Math.Min(width, size.Columns - column);
                RightPanel<T> panel;
                if (inPlace && columns == width)
                {
                    panel = new RightPanel<T>(right.From(0, column).First, right.RowStride);
                }
                else
                {
                    // Packed also where it is not full: its missing columns may lie outside the memory.
                    panel = new RightPanel<T>(panels + (column * distance), width);
                    if (row == 0)
                    {
                        ProductPacking.Right(right.From(0, column), size.Inner, columns, width, panel.First);
                    }
                }

                RunPanel(block, groupStride, panel, width, result.From(row, column), new ProductSize(rows, size.Inner, columns), mode);
            }
        }
    }

    // Whole registers: as many as go abreast, then two or one for the rest.
    private static nint WidthAt(nint column, nint columns)
    {
        nint registers = (columns - column + TRegister.Count - 1) / TRegister.Count;
        return TRegister.Count * (registers >= TRegister.Abreast ? TRegister.Abreast : registers >= 2 ? 2 : 1);
    }

    private static void RunPanel(
        ProductMatrix<T> left,
        nint groupStride,
        RightPanel<T> panel,
        nint width,
        ProductMatrix<T> result,
        ProductSize size,
        ProductMode mode)
    {
        T* edge = stackalloc T[ProductBlocks.TileRows * (int)Widest];
        T* group = left.First;
        for (nint row = 0; row < size.Rows; row += ProductBlocks.TileRows, group += groupStride)
        {
            nint rows = Math.Min(ProductBlocks.TileRows, size.Rows - row);
            var groupRows = new LeftRows<T>(group, left.RowStride, left.ColumnStride);
            var tile = new ResultTile<T>(result.First + (row * result.RowStride), result.RowStride, rows);
            if (size.Columns == width)
            {
                RunTile(groupRows, panel, tile, width, size.Inner, mode);
                continue;
            }

            var padded = new ResultTile<T>(edge, width, rows);
            if (mode == ProductMode.Accumulate)
            {
                Copy(tile, padded, size.Columns);
            }

            RunTile(groupRows, panel, padded, width, size.Inner, mode);
            Copy(padded, tile, size.Columns);
        }
    }

    private static void RunTile(
        LeftRows<T> left, RightPanel<T> right, ResultTile<T> tile, nint width, nint inner, ProductMode mode)
    {
        if (width == TRegister.Count)
        {
            ProductKernel<T, OneRegister<T, TVector, TRegister>>.Run(left, right, tile, inner, mode);
        }
        else if (width == 2 * TRegister.Count)
        {
            ProductKernel<T, TwoRegisters<T, TVector, TRegister>>.Run(left, right, tile, inner, mode);
        }
        else
        {
            ProductKernel<T, FourRegisters<T, TVector, TRegister>>.Run(left, right, tile, inner, mode);
        }
    }

    private static void Copy(ResultTile<T> from, ResultTile<T> to, nint columns)
    {
        for (nint row = 0; row < from.Rows; row++)
        {
            ProductPacking.CopyRow(from.First + (row * from.Stride), to.First + (row * to.Stride), columns);
        }
    }
}
