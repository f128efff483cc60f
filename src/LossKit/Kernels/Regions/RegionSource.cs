using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The inputs of a region loss, as tiles read them. All memory is pinned by the caller.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RegionSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // What no position has: those behind the last one have −1.
    private const int NoIndex = -2;

    /// <summary>The shape of the predictions.</summary>
    public RegionShape Shape;

    /// <summary>The predictions.</summary>
    public T* Prediction;

    /// <summary>The targets in the shape of the predictions, or null.</summary>
    public T* Target;

    /// <summary>The class index of each position, where there are no such targets.</summary>
    public int* Index;

    /// <summary>The index whose positions count in no sum; null for none.</summary>
    public int? IgnoreIndex;

    /// <summary>Copies scores and targets into a tile. What the tile is padded with counts nowhere.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="tile">The tile.</param>
    public readonly void Load<TLane>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        Fetch(Prediction, tile.Probabilities, tile);
        if (Target is not null)
        {
            Fetch(Target, tile.Targets, tile);
            return;
        }

        // Indices as numbers, which are compared with the class of each row.
        var indices = new ReadOnlySpan<int>(IndicesOf(tile), tile.Positions);
        var numbers = new Span<T>(tile.Numbers, tile.Stride);
        TensorPrimitives.ConvertTruncating(indices, numbers);
        numbers[tile.Positions..].Fill(T.NegativeOne);
        nint stride = tile.Stride;
        for (var c = 0; c < tile.Classes; c++)
        {
            var row = tile.Targets + (c * stride);
            var number = TLane.Create(c == IgnoreIndex ? NoIndex : c);
            for (nint i = 0; i < stride; i += TLane.Count)
            {
                (TLane.AreEqual(TLane.Load(tile.Numbers, i), number) & TLane.One).Store(row, i);
            }
        }
    }

    /// <summary>Puts 0 where the target is ignored.</summary>
    /// <param name="rows">Rows of a tile.</param>
    /// <param name="tile">The tile.</param>
    public readonly void Erase(T* rows, in RegionTile<T> tile)
    {
        for (nint c = 0; c < tile.Classes; c++)
        {
            EraseRow(rows + (c * tile.Stride), tile);
        }
    }

    /// <summary>Puts 0 into a single row where the target is ignored.</summary>
    /// <param name="row">The row.</param>
    /// <param name="tile">The tile.</param>
    public readonly void EraseRow(T* row, in RegionTile<T> tile)
    {
        if (IgnoreIndex is not int ignored || Index is null)
        {
            return;
        }

        var indices = IndicesOf(tile);
        for (var i = 0; i < tile.Positions; i++)
        {
            if (indices[i] == ignored)
            {
                row[i] = T.Zero;
            }
        }
    }

    /// <summary>Copies the elements of a tile out of an array in the shape of the predictions, and pads them with 0.</summary>
    /// <param name="elements">The array.</param>
    /// <param name="rows">Receives them, in rows of the tile.</param>
    /// <param name="tile">The tile.</param>
    public readonly void Fetch(T* elements, T* rows, in RegionTile<T> tile)
    {
        for (var c = 0; c < tile.Classes; c++)
        {
            var row = new Span<T>(rows + ((nint)c * tile.Stride), tile.Stride);
            new ReadOnlySpan<T>(elements + Start(tile, c), tile.Positions).CopyTo(row);
            row[tile.Positions..].Clear();
        }
    }

    /// <summary>Copies rows of a tile into an array in the shape of the predictions, or adds them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="elements">The array.</param>
    /// <param name="mode">Whether they are written or added.</param>
    public readonly void Store(T* rows, in RegionTile<T> tile, T* elements, GradientMode mode)
    {
        for (var c = 0; c < tile.Classes; c++)
        {
            var row = new ReadOnlySpan<T>(rows + ((nint)c * tile.Stride), tile.Positions);
            var destination = new Span<T>(elements + Start(tile, c), tile.Positions);
            if (mode == GradientMode.Add)
            {
                TensorPrimitives.Add(destination, row, destination);
            }
            else
            {
                row.CopyTo(destination);
            }
        }
    }

    private readonly int* IndicesOf(in RegionTile<T> tile) => Index + ((nint)tile.Sample * Shape.Positions) + tile.First;

    private readonly nint Start(in RegionTile<T> tile, int @class) =>
        ((((nint)tile.Sample * Shape.Classes) + @class) * Shape.Positions) + tile.First;
}
