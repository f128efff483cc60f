using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A pass over rows of class scores that is cut into fixed portions of rows.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal unsafe struct RowJob<TKernel, T, TWanted> : IPartitionedJob, ILaneAction<T>
    where TKernel : struct, IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    public TKernel Kernel;
    public ClassShape Shape;
    public T* Prediction;
    public int* Target;
    public T* Distribution;
    public bool* Mask;
    public T* Weight;
    public T* Values;
    public GradientMode ValuesMode;
    public T* Gradient;
    public T* Hessian;
    public GradientMode Mode;
    public double Factor;
    public double Scale;
    public LaneWidth Width;
    public int RowsOfPortion;
    public double* Sums;

    private int _portion;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._portion = part;
        LaneDispatch.Run<RowJob<TKernel, T, TWanted>, T>(ref job, Width);
    }

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var padded = RowMemory<T>.PaddedLength(Shape.Classes);
        var rented = ArrayPool<T>.Shared.Rent(RowMemory<T>.Parts * padded);
        fixed (T* memory = rented)
        {
            var row = RowMemory<T>.In(memory, Shape.Classes);
            new Span<T>(row.Scores, padded).Fill(T.NegativeInfinity);
            new Span<T>(row.Distribution, padded).Clear();
            var end = Math.Min(Shape.Rows, (_portion + 1) * RowsOfPortion);
            var sum = default(CompensatedSum);
            for (var index = _portion * RowsOfPortion; index < end; index++)
            {
                var value = EvaluateRow<TLane>(row, index);
                sum += value;
                if (Values is not null)
                {
                    var single = T.CreateTruncating(Factor * value);
                    Values[index] = ValuesMode == GradientMode.Add ? Values[index] + single : single;
                }
            }

            Sums[_portion] = sum.Value;
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private readonly double EvaluateRow<TLane>(in RowMemory<T> row, int index)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var target = Target is null ? -1 : Target[index];
        var start = ((nint)(index / Shape.Positions) * Shape.Classes * Shape.Positions) + (index % Shape.Positions);
        var weight = Weight is null ? 1 : double.CreateTruncating(Weight[index]);
        if (weight == 0 || IsLeftOut(index, target))
        {
            new Span<T>(row.Gradient, row.Classes).Clear();
            new Span<T>(row.Hessian, row.Classes).Clear();
            Put(row, start);
            return 0;
        }

        Gather(Prediction + start, row.Scores);
        if (Distribution is not null)
        {
            Gather(Distribution + start, row.Distribution);
        }

        var value = weight * Kernel.Evaluate<TLane, TWanted>(row, target, weight * Scale);
        Put(row, start);
        return value;
    }

    private readonly bool IsLeftOut(int index, int target) =>
        (Mask is not null && !Mask[index]) || (Target is not null && Kernel.DivisorWeight(target) is null);

    private readonly void Gather(T* source, T* row)
    {
        if (Shape.Positions == 1)
        {
            new ReadOnlySpan<T>(source, Shape.Classes).CopyTo(new Span<T>(row, Shape.Classes));
            return;
        }

        for (nint c = 0; c < Shape.Classes; c++)
        {
            row[c] = source[c * Shape.Positions];
        }
    }

    private readonly void Put(in RowMemory<T> row, nint start)
    {
        if (TWanted.Gradient && Gradient is not null)
        {
            Scatter(row.Gradient, Gradient + start);
        }

        if (TWanted.Hessian)
        {
            Scatter(row.Hessian, Hessian + start);
        }
    }

    private readonly void Scatter(T* row, T* destination)
    {
        var result = new ReadOnlySpan<T>(row, Shape.Classes);
        if (Shape.Positions > 1)
        {
            for (nint c = 0; c < Shape.Classes; c++)
            {
                ref var place = ref destination[c * Shape.Positions];
                place = Mode == GradientMode.Add ? place + row[c] : row[c];
            }
        }
        else if (Mode == GradientMode.Add)
        {
            var sum = new Span<T>(destination, Shape.Classes);
            TensorPrimitives.Add(sum, result, sum);
        }
        else
        {
            result.CopyTo(new Span<T>(destination, Shape.Classes));
        }
    }
}
