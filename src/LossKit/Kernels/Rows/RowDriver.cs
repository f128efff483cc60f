using System.Buffers;

namespace LossKit;

/// <summary>The one loop of all losses over rows of class scores.</summary>
/// <remarks>
/// Rows are worked through in fixed portions, each with a sum of its own that is joined in order, so that the number of threads changes
/// no bit. The divisor of a mean is known before the first row, since only targets decide it.
/// </remarks>
internal static unsafe class RowDriver
{
    private const int ParallelThreshold = 1 << 16;
    private const int ScoresOfPortion = 1 << 13;

    // Whole tiles leave every portion more than half of its scores: so few fit into one, however many classes there are.
    private const int ScoresOfOnePortion = ScoresOfPortion / 4;

    private const int StackPortions = 64;

    /// <summary>Evaluates a kernel over all rows.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">What to read and to write; shapes and class indices are checked already.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<TKernel, T>(TKernel kernel, in RowCall<T> call)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!call.Denominator.IsEmpty)
        {
            call.Denominator[0] = DivisorOf<TKernel, T>(kernel, call, Reduction.Mean).Value;
        }

        var divisor = DivisorOf<TKernel, T>(kernel, call, call.Reduction);
        return divisor.Divide(Sum(kernel, call, call.Factor * divisor.Scale));
    }

    /// <summary>Evaluates a kernel over rows that may be a part of all, with a divisor that is known already.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">What to read and to write; its reduction is not looked at.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <returns>The sum of the losses, not scaled.</returns>
    public static double Sum<TKernel, T>(TKernel kernel, in RowCall<T> call, double scale)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!call.Hessian.IsEmpty)
        {
            return SumWanted<TKernel, T, ValueGradientHessian>(kernel, call, scale);
        }

        return call.Gradient.IsEmpty
            ? SumWanted<TKernel, T, ValueOnly>(kernel, call, scale)
            : SumWanted<TKernel, T, ValueAndGradient>(kernel, call, scale);
    }

    /// <summary>Gives what the sum over rows with class indices is divided by.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel, which knows how much a row counts.</param>
    /// <param name="targets">The class indices of all rows.</param>
    /// <param name="reduction">The reduction.</param>
    /// <param name="mask">Which rows count; empty where all do.</param>
    /// <returns>The divisor.</returns>
    public static Divisor DivisorOf<TKernel, T>(
        TKernel kernel, ReadOnlySpan<int> targets, Reduction reduction, ReadOnlySpan<bool> mask = default)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (reduction != Reduction.Mean)
        {
            return Divisor.ForCount(reduction, targets.Length, targets.Length);
        }

        return Divisor.ForWeights(reduction, kernel.DivisorOf(targets, mask));
    }

    private static Divisor DivisorOf<TKernel, T>(TKernel kernel, in RowCall<T> call, Reduction reduction)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => call.Target.IsEmpty || reduction != Reduction.Mean
        ? Divisor.ForCount(reduction, call.Mask.IsEmpty ? call.Shape.Rows : call.Mask.Count(value: true), call.Shape.Batch)
        : DivisorOf<TKernel, T>(kernel, call.Target, reduction, call.Mask);

    // Whole tiles, where rows are worked on side by side.
    private static int RowsOfPortion<T>(ClassShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = Math.Max(1, ScoresOfPortion / Math.Max(1, shape.Classes));
        var rowsOfTile = RowTile<T>.RowsOf(shape.Classes);
        return RowTile<T>.Suits(shape) ? Math.Max(1, rows / rowsOfTile) * rowsOfTile : rows;
    }

    private static double SumWanted<TKernel, T, TWanted>(TKernel kernel, in RowCall<T> call, double scale)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        if (call.Shape.Length == 0)
        {
            return 0;
        }

        fixed (T* prediction = call.Prediction, distribution = call.Distribution)
        fixed (T* weight = call.Weight, values = call.Values, gradient = call.Gradient, hessian = call.Hessian)
        fixed (int* target = call.Target)
        fixed (bool* mask = call.Mask)
        {
            // Field by field: an initializer would make the work twice, which is seen where there are few rows.
            RowWork<TKernel, T, TWanted> work = default;
            work.Kernel = kernel;
            work.Rows.Shape = call.Shape;
            work.Rows.End = call.Shape.Rows;
            work.Rows.Prediction = prediction;
            work.Rows.Target = target;
            work.Rows.Distribution = distribution;
            work.Rows.Mask = mask;
            work.Rows.Weight = weight;
            work.Rows.Values = values;
            work.Rows.ValuesMode = call.ValuesMode;
            work.Rows.Gradient = gradient;
            work.Rows.Hessian = hessian;
            work.Rows.Mode = call.Mode;
            work.Rows.Factor = call.Factor;
            work.Rows.Scale = scale;

            // The divisions of a plan take as long as a row does.
            if (call.Shape.Length > ScoresOfOnePortion)
            {
                return SumPortions(work, call.Width);
            }

            LaneDispatch.Run<RowWork<TKernel, T, TWanted>, T>(ref work, call.Width);
            return work.Sum;
        }
    }

    [SkipLocalsInit]
    private static double SumPortions<TKernel, T, TWanted>(in RowWork<TKernel, T, TWanted> work, LaneWidth width)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var shape = work.Rows.Shape;
        var rowsOfPortion = RowsOfPortion<T>(shape);
        var portions = (shape.Rows + rowsOfPortion - 1) / rowsOfPortion;
        var rented = portions > StackPortions ? ArrayPool<double>.Shared.Rent(portions) : null;
        var sums = rented is null ? stackalloc double[StackPortions] : rented;
        try
        {
            fixed (double* first = sums)
            {
                var job = new RowJob<TKernel, T, TWanted> { Work = work, Width = width, RowsOfPortion = rowsOfPortion, Sums = first };
                if (shape.Length < ParallelThreshold)
                {
                    for (var portion = 0; portion < portions; portion++)
                    {
                        job.Execute(portion);
                    }
                }
                else
                {
                    WorkerPool.Run(ref job, portions);
                }
            }

            var total = default(CompensatedSum);
            foreach (var sum in sums[..portions])
            {
                total += sum;
            }

            return total.Value;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<double>.Shared.Return(rented);
            }
        }
    }
}
