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

    // rows × columns at a distance of sourceStride become columns × rows at a distance of stride.
    private static void Transpose<T>(T* source, nint sourceStride, nint rows, nint columns, T* destination, nint stride)
        where T : unmanaged
    {
        nint row = 0;
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            for (; row <= rows - 4; row += 4)
            {
                float* from = (float*)(source + (row * sourceStride));
                float* to = (float*)(destination + row);
                nint column = 0;
                for (; column <= columns - 4; column += 4)
                {
                    TransposeFour(from + column, sourceStride, to + (column * stride), stride);
                }

                TransposeEach(from + column, sourceStride, 4, columns - column, to + (column * stride), stride);
            }
        }

        TransposeEach(source + (row * sourceStride), sourceStride, rows - row, columns, destination + row, stride);
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
    private static void TransposeFour(float* source, nint sourceStride, float* destination, nint stride)
    {
        Vector128<float> a = Vector128.Load(source);
        Vector128<float> b = Vector128.Load(source + sourceStride);
        Vector128<float> c = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> d = Vector128.Load(source + (3 * sourceStride));
        Vector128<float> abLow = Sse.UnpackLow(a, b);
        Vector128<float> abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d);
        Vector128<float> cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(destination);
        Sse.MoveHighToLow(cdLow, abLow).Store(destination + stride);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(destination + (2 * stride));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(destination + (3 * stride));
    }
}
