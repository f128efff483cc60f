using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The loop over rows that are gathered into padded scratch memory, worked on, and put back: the class axis may lie anywhere.</summary>
internal static unsafe class CopiedRows
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
        where TKernel : struct, ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var padded = RowMemory<T>.PaddedLength(rows.Shape.Classes);
        var rented = ArrayPool<T>.Shared.Rent(RowMemory<T>.Parts * padded);
        fixed (T* memory = rented)
        {
            var row = RowMemory<T>.In(memory, rows.Shape.Classes);
            new Span<T>(row.Scores, padded).Fill(T.NegativeInfinity);
            new Span<T>(row.Distribution, padded).Clear();
            var sum = default(CompensatedSum);
            for (var index = rows.First; index < rows.End; index++)
            {
                var value = Evaluate<TLane, TWanted, TKernel, T>(kernel, rows, row, index);
                sum += value;
                rows.Deliver(index, value);
            }

            ArrayPool<T>.Shared.Return(rented);
            return sum.Value;
        }
    }

    private static double Evaluate<TLane, TWanted, TKernel, T>(in TKernel kernel, in RowPortion<T> rows, in RowMemory<T> row, int index)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TKernel : struct, ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var start = rows.StartOf(index);
        var weight = rows.WeightOf(kernel, index);
        var value = 0.0;
        if (weight == 0)
        {
            row.Fill(T.Zero);
        }
        else
        {
            Gather(rows, rows.Prediction + start, row.Scores);
            if (rows.Distribution is not null)
            {
                Gather(rows, rows.Distribution + start, row.Distribution);
            }

            value = weight * kernel.Evaluate<TLane, TWanted>(row, rows.TargetOf(index), weight * rows.Scale);
        }

        if (TWanted.Gradient && rows.Gradient is not null)
        {
            Scatter(rows, row.Gradient, rows.Gradient + start);
        }

        if (TWanted.Hessian)
        {
            Scatter(rows, row.Hessian, rows.Hessian + start);
        }

        return value;
    }

    private static void Gather<T>(in RowPortion<T> rows, T* source, T* row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Shape.Positions == 1)
        {
            new ReadOnlySpan<T>(source, rows.Shape.Classes).CopyTo(new Span<T>(row, rows.Shape.Classes));
            return;
        }

        for (nint c = 0; c < rows.Shape.Classes; c++)
        {
            row[c] = source[c * rows.Shape.Positions];
        }
    }

    private static void Scatter<T>(in RowPortion<T> rows, T* row, T* destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new ReadOnlySpan<T>(row, rows.Shape.Classes);
        if (rows.Shape.Positions > 1)
        {
            for (nint c = 0; c < rows.Shape.Classes; c++)
            {
                ref var place = ref destination[c * rows.Shape.Positions];
                place = rows.Mode == GradientMode.Add ? place + row[c] : row[c];
            }
        }
        else if (rows.Mode == GradientMode.Add)
        {
            var sum = new Span<T>(destination, rows.Shape.Classes);
            TensorPrimitives.Add(sum, result, sum);
        }
        else
        {
            result.CopyTo(new Span<T>(destination, rows.Shape.Classes));
        }
    }
}
