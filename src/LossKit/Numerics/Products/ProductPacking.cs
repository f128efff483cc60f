using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Copies parts of the operands into the order in which the kernel reads them.</summary>
internal static unsafe class ProductPacking
{
    /// <summary>
    /// Writes a panel of the right operand: step after step, <paramref name="width"/> elements side by side, zeros where
    /// the operand has fewer columns.
    /// </summary>
    /// <param name="right">The operand, from the panel's first element.</param>
    /// <param name="inner">How many steps.</param>
    /// <param name="columns">How many of the panel's columns exist.</param>
    /// <param name="width">The panel's width.</param>
    /// <param name="panel">Where to write inner · width elements.</param>
    public static void Right<T>(ProductMatrix<T> right, nint inner, nint columns, nint width, T* panel)
        where T : unmanaged
    {
        if (columns < width)
        {
            new Span<T>(panel, checked((int)(inner * width))).Clear();
        }

        if (right.ColumnStride == 1)
        {
            for (nint k = 0; k < inner; k++)
            {
                CopyRow(right.First + (k * right.RowStride), panel + (k * width), columns);
            }
        }
        else
        {
            Transpose(right.First, right.ColumnStride, columns, inner, panel, width);
        }
    }

    /// <summary>
    /// Writes rows of a left operand that is stored transposed: groups of six rows, and in a group, step after step, its
    /// six elements. A last group with fewer rows keeps the spacing of six.
    /// </summary>
    /// <param name="left">The operand, from the first element.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="inner">How many steps.</param>
    /// <param name="packed">Where to write.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Left<T>(ProductMatrix<T> left, nint rows, nint inner, T* packed)
        where T : unmanaged
    {
        const int Height = ProductBlocks.TileRows;

        // A few steps at a time: what the groups share of a cache line is then still in the first-level cache.
        const int Steps = 16;
        for (nint step = 0; step < inner; step += Steps)
        {
            nint steps = Math.Min(Steps, inner - step);
            for (nint row = 0; row < rows; row += Height)
            {
                T* from = left.First + (row * left.RowStride) + (step * left.ColumnStride);
                T* to = packed + (row * inner) + (step * Height);
                if (rows - row >= Height)
                {
                    CopySixes(from, left.ColumnStride, to, steps);
                }
                else
                {
                    for (nint k = 0; k < steps; k++)
                    {
                        CopyRow(from + (k * left.ColumnStride), to + (k * Height), rows - row);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopySixes<T>(T* from, nint stride, T* to, nint steps)
        where T : unmanaged
    {
        for (nint k = 0; k < steps; k++, from += stride, to += ProductBlocks.TileRows)
        {
            // A constant size becomes two moves of registers, where six elements would be six.
            Unsafe.CopyBlockUnaligned(to, from, (uint)(ProductBlocks.TileRows * sizeof(T)));
        }
    }

    /// <summary>Copies a few elements that follow each other.</summary>
    /// <param name="source">The first of them.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRow<T>(T* source, T* destination, nint count)
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
        {
            Vector256.Load(source + i).Store(destination + i);
        }

        for (; i < count; i++)
        {
            destination[i] = source[i];
        }
    }

    /// <summary>Writes the transpose of a matrix.</summary>
    /// <param name="source">The matrix, row-major.</param>
    /// <param name="sourceStride">The distance of two of its rows.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="destination">Where the transpose goes, other memory.</param>
    /// <param name="stride">The distance of two rows of the transpose.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(T* source, nint sourceStride, nint rows, nint columns, T* destination, nint stride)
        where T : unmanaged
    {
        nint square = Avx.IsSupported ? Vector256<T>.Count : 1;
        nint wholeRows = rows - (rows % square), wholeColumns = columns - (columns % square);
        if (square > 1)
        {
            // Down the columns first: what is written follows the lines of the destination.
            for (nint column = 0; column < wholeColumns; column += square)
            {
                for (nint row = 0; row < wholeRows; row += square)
                {
                    TransposeSquare(source + (row * sourceStride) + column, sourceStride, destination + (column * stride) + row, stride);
                }
            }

            TransposeEach(source + wholeColumns, sourceStride, wholeRows, columns - wholeColumns, destination + (wholeColumns * stride), stride);
        }
        else
        {
            wholeRows = 0;
        }

        TransposeEach(source + (wholeRows * sourceStride), sourceStride, rows - wholeRows, columns, destination + wholeRows, stride);
    }

    private static void TransposeEach<T>(T* source, nint sourceStride, nint rows, nint columns, T* destination, nint stride)
        where T : unmanaged
    {
        for (nint row = 0; row < rows; row++)
        {
            T* from = source + (row * sourceStride);
            T* to = destination + row;
            for (nint column = 0; column < columns; column++)
            {
                to[column * stride] = from[column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare<T>(T* source, nint sourceStride, T* destination, nint stride)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Store<float, Vector256<float>, SingleRegister256, SingleColumns>((float*)source, sourceStride, (float*)destination, stride);
            Store<float, Vector256<float>, SingleRegister256, SingleColumns>((float*)source + 4, sourceStride, (float*)destination + (4 * stride), stride);
        }
        else
        {
            Store<double, Vector256<double>, DoubleRegister256, DoubleColumns>((double*)source, sourceStride, (double*)destination, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVector, TRegister, TColumns>(T* source, nint sourceStride, T* destination, nint stride)
        where T : unmanaged
        where TVector : struct
        where TRegister : struct, IProductRegister<TVector, T>
        where TColumns : struct, IProductColumns<TColumns, TVector, T>
    {
        var columns = TColumns.Load(source, sourceStride);
        TRegister.Store(destination, columns.First);
        TRegister.Store(destination + stride, columns.Second);
        TRegister.Store(destination + (2 * stride), columns.Third);
        TRegister.Store(destination + (3 * stride), columns.Fourth);
    }
}
