using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// The loop over rows that are worked on where they lie, for kernels that leave the scores alone: only the places that do not fill whole lanes
/// are copied. Where derivatives are written, the powers lie in their place meanwhile. The scores of a row follow each other.
/// </summary>
internal static unsafe class PlacedRows
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
        // Derivatives that are added to others, or lie over what is read, are made in scratch memory.
        var isDirect = rows.Mode == GradientMode.Write
            && (!TWanted.Gradient || IsFree(rows, rows.Gradient))
            && (!TWanted.Hessian || IsFree(rows, rows.Hessian));
        nint padded = TWanted.Gradient && !isDirect ? RowMemory<T>.PaddedLength(rows.Shape.Classes) : 0;
        var rented = ArrayPool<T>.Shared.Rent((int)((RowMemory<T>.Parts * RowMemory<T>.Padding) + (2 * padded)));
        fixed (T* memory = rented)
        {
            var tail = RowMemory<T>.In(memory, RowMemory<T>.Padding).Body;
            new Span<T>(tail.Scores, RowMemory<T>.Padding).Fill(T.NegativeInfinity);
            new Span<T>(tail.Distribution, RowMemory<T>.Padding).Clear();
            var body = new RowPart<T> { Scores = rows.Prediction, Distribution = rows.Distribution };
            if (TWanted.Gradient)
            {
                body.Gradient = isDirect ? rows.Gradient : memory + (RowMemory<T>.Parts * RowMemory<T>.Padding);
                body.Scratch = body.Gradient;
            }

            if (TWanted.Hessian)
            {
                body.Hessian = isDirect ? rows.Hessian : body.Gradient + padded;
            }

            var sum = Sum<TLane, TWanted, TKernel, T>(kernel, rows, body, tail, isDirect ? rows.Shape.Classes : 0);
            ArrayPool<T>.Shared.Return(rented);
            return sum;
        }
    }

    private static bool IsFree<T>(in RowPortion<T> rows, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => result is not null && result != rows.Prediction && result != rows.Distribution;

    // A body of no length at row 0; derivatives of rows lie some step apart.
    private static double Sum<TLane, TWanted, TKernel, T>(
        in TKernel kernel, in RowPortion<T> rows, in RowPart<T> first, RowPart<T> tail, nint step)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TKernel : struct, ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = rows.Shape.Classes;
        var sum = default(CompensatedSum);
        var body = first;
        body.Length = classes - (classes % RowMemory<T>.Padding);
        tail.First = body.Length;
        tail.Length = RowMemory<T>.PaddedLength(classes) - body.Length;
        for (var index = rows.First; index < rows.End; index++)
        {
            var start = (nint)index * classes;
            body.Scores = first.Scores + start;
            body.Distribution = first.Distribution is null ? null : first.Distribution + start;
            if (TWanted.Gradient)
            {
                body.Gradient = first.Gradient + (index * step);
                body.Scratch = body.Gradient;
            }

            if (TWanted.Hessian)
            {
                body.Hessian = first.Hessian + (index * step);
            }

            FillTail(body, tail, classes);
            var row = RowMemory<T>.Placed(body, tail, classes);
            var weight = rows.WeightOf(kernel, index);
            var value = 0.0;
            if (weight == 0)
            {
                row.Fill(T.Zero);
            }
            else
            {
                value = weight * kernel.Evaluate<TLane, TWanted>(row, rows.TargetOf(index), weight * rows.Scale);
            }

            if (TWanted.Gradient && rows.Gradient is not null)
            {
                Deliver(body.Gradient, tail.Gradient, body.Length, new Span<T>(rows.Gradient + start, classes), rows.Mode);
            }

            if (TWanted.Hessian)
            {
                Deliver(body.Hessian, tail.Hessian, body.Length, new Span<T>(rows.Hessian + start, classes), rows.Mode);
            }

            sum += value;
            rows.Deliver(index, value);
        }

        return sum.Value;
    }

    private static void FillTail<T>(in RowPart<T> body, in RowPart<T> tail, int classes)
        where T : unmanaged
    {
        var count = classes - (int)tail.First;
        new ReadOnlySpan<T>(body.Scores + tail.First, count).CopyTo(new Span<T>(tail.Scores, count));
        if (body.Distribution is not null)
        {
            new ReadOnlySpan<T>(body.Distribution + tail.First, count).CopyTo(new Span<T>(tail.Distribution, count));
        }
    }

    private static void Deliver<T>(T* body, T* tail, nint whole, Span<T> destination, GradientMode mode)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var first = destination[..(int)whole];
        var rest = destination[(int)whole..];
        if (mode == GradientMode.Add)
        {
            TensorPrimitives.Add(first, new ReadOnlySpan<T>(body, first.Length), first);
            TensorPrimitives.Add(rest, new ReadOnlySpan<T>(tail, rest.Length), rest);
            return;
        }

        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(first), ref *body))
        {
            new ReadOnlySpan<T>(body, first.Length).CopyTo(first);
        }

        new ReadOnlySpan<T>(tail, rest.Length).CopyTo(rest);
    }
}
