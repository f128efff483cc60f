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
        if (!call.Hessian.IsEmpty)
        {
            return RunWanted<TKernel, T, ValueGradientHessian>(kernel, call);
        }

        return call.Gradient.IsEmpty
            ? RunWanted<TKernel, T, ValueOnly>(kernel, call)
            : RunWanted<TKernel, T, ValueAndGradient>(kernel, call);
    }

    private static double RunWanted<TKernel, T, TWanted>(TKernel kernel, in RowCall<T> call)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var divisor = FindDivisor<TKernel, T>(kernel, call, call.Reduction);
        if (!call.Denominator.IsEmpty)
        {
            call.Denominator[0] = FindDivisor<TKernel, T>(kernel, call, Reduction.Mean).Value;
        }

        var rowsOfPortion = Math.Max(1, ScoresOfPortion / Math.Max(1, call.Shape.Classes));
        var portions = (call.Shape.Rows + rowsOfPortion - 1) / rowsOfPortion;
        var rented = portions > StackPortions ? ArrayPool<double>.Shared.Rent(portions) : null;
        var sums = rented is null ? stackalloc double[StackPortions] : rented;
        try
        {
            fixed (T* prediction = call.Prediction, distribution = call.Distribution)
            fixed (T* values = call.Values, gradient = call.Gradient, hessian = call.Hessian)
            fixed (int* target = call.Target)
            fixed (bool* mask = call.Mask)
            fixed (double* first = sums)
            {
                var job = new RowJob<TKernel, T, TWanted>
                {
                    Kernel = kernel,
                    Shape = call.Shape,
                    Prediction = prediction,
                    Target = target,
                    Distribution = distribution,
                    Mask = mask,
                    Values = values,
                    ValuesMode = call.ValuesMode,
                    Gradient = gradient,
                    Hessian = hessian,
                    Mode = call.Mode,
                    Factor = call.Factor,
                    Scale = call.Factor * divisor.Scale,
                    Width = call.Width,
                    RowsOfPortion = rowsOfPortion,
                    Sums = first,
                };
                if (call.Shape.Length < ParallelThreshold)
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

            return divisor.Divide(total.Value);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<double>.Shared.Return(rented);
            }
        }
    }

    private static Divisor FindDivisor<TKernel, T>(TKernel kernel, in RowCall<T> call, Reduction reduction)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (reduction != Reduction.Mean || call.Target.IsEmpty)
        {
            return Divisor.ForCount(reduction, call.Mask.IsEmpty ? call.Shape.Rows : call.Mask.Count(value: true), call.Shape.Batch);
        }

        var total = default(CompensatedSum);
        for (var row = 0; row < call.Target.Length; row++)
        {
            if (call.Mask.IsEmpty || call.Mask[row])
            {
                total += kernel.DivisorWeight(call.Target[row]) ?? 0;
            }
        }

        return Divisor.ForWeights(reduction, total.Value);
    }
}
