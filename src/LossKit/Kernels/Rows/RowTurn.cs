using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The way of some rows into a tile and of their derivatives out of it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="rows">The rows.</param>
/// <param name="tile">The tile.</param>
/// <param name="first">The first row of the tile.</param>
/// <param name="count">How many rows the tile holds; rows of several positions belong to one sample.</param>
internal readonly unsafe struct RowTurn<T>(RowPortion<T> rows, RowTile<T> tile, int first, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // How far the scores of a row lie apart, and how far rows do.
    private readonly nint _classStep = rows.Shape.Positions;
    private readonly nint _rowStep = rows.Shape.Positions == 1 ? rows.Shape.Classes : 1;
    private readonly nint _start = rows.StartOf(first);

    /// <summary>Fills the tile.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel, which knows how much rows count.</param>
    public void Load<TKernel>(in TKernel kernel)
        where TKernel : struct, ITileKernel<T>
    {
        Load(rows.Prediction + _start, tile.Scores);
        if (rows.Distribution is not null)
        {
            Load(rows.Distribution + _start, tile.Distribution);
        }

        LoadWeights(kernel);
        if (rows.Target is not null)
        {
            var classes = new Span<T>(tile.Class, (int)tile.Stride);
            TensorPrimitives.ConvertTruncating(new ReadOnlySpan<int>(rows.Target + first, count), classes);
            classes[count..].Fill(T.NegativeOne);
        }

        kernel.Weigh(tile, count);
    }

    /// <summary>Writes or adds derivatives where they belong.</summary>
    /// <param name="lines">The derivatives.</param>
    /// <param name="destination">All derivatives of the call.</param>
    public void Store(T* lines, T* destination)
    {
        if (_rowStep != 1 && rows.Mode == GradientMode.Write)
        {
            Transposition.Copy(lines, tile.Stride, destination + _start, _rowStep, tile.Classes, count);
            return;
        }

        for (nint c = 0; c < tile.Classes; c++)
        {
            var line = lines + (c * tile.Stride);
            var places = destination + _start + (c * _classStep);
            if (_rowStep == 1)
            {
                Store(new ReadOnlySpan<T>(line, count), new Span<T>(places, count));
                continue;
            }

            for (nint i = 0; i < count; i++)
            {
                places[i * _rowStep] += line[i];
            }
        }
    }

    private void Store(ReadOnlySpan<T> line, Span<T> places)
    {
        if (rows.Mode == GradientMode.Add)
        {
            TensorPrimitives.Add(places, line, places);
        }
        else
        {
            line.CopyTo(places);
        }
    }

    private void LoadWeights<TKernel>(in TKernel kernel)
        where TKernel : struct, ITileKernel<T>
    {
        var weights = new Span<T>(tile.Weights, (int)tile.Stride);
        weights[count..].Clear();
        if (rows.Weight is null)
        {
            weights[..count].Fill(T.One);
        }
        else
        {
            new ReadOnlySpan<T>(rows.Weight + first, count).CopyTo(weights);
        }

        for (var i = 0; rows.Mask is not null && i < count; i++)
        {
            weights[i] = rows.Mask[first + i] ? weights[i] : T.Zero;
        }

        for (var i = 0; rows.Target is not null && i < count; i++)
        {
            if (kernel.Ignores(rows.Target[first + i]))
            {
                weights[i] = T.Zero;
            }
        }
    }

    private void Load(T* source, T* lines)
    {
        // What memory held before may be numbers that processors are slow with.
        for (nint c = 1; count < tile.Stride && c <= tile.Classes; c++)
        {
            Unsafe.InitBlockUnaligned(lines + (c * tile.Stride) - RowMemory<T>.Padding, 0, (uint)(RowMemory<T>.Padding * sizeof(T)));
        }

        if (_rowStep != 1)
        {
            Transposition.Copy(source, _rowStep, lines, tile.Stride, count, tile.Classes);
            return;
        }

        for (nint c = 0; c < tile.Classes; c++)
        {
            new ReadOnlySpan<T>(source + (c * _classStep), count).CopyTo(new Span<T>(lines + (c * tile.Stride), count));
        }
    }
}
