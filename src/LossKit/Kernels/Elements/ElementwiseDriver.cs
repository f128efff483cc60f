using System.Buffers;

namespace LossKit;

/// <summary>The one loop of all elementwise losses: value, gradient and Hessian in a single pass over fixed blocks.</summary>
/// <remarks>
/// A block's losses are kept in the first-level cache and summed there in a fixed order; the sums of the blocks are added in
/// block order. So the result depends neither on the number of threads nor on the register width.
/// </remarks>
internal static unsafe class ElementwiseDriver
{
    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    private const int ParallelThreshold = 1 << 16;

    private const int BlocksPerPart = 16;
    private const int StackBlocks = 64;

    /// <summary>Evaluates a kernel of two numbers.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">What to read and to write.</param>
    /// <returns>The reduced loss, or the first number outside its domain.</returns>
    public static ElementwiseOutcome Run<TKernel, T>(TKernel kernel, in ElementwiseCall<T> call)
        where TKernel : struct, IElementwiseKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        RunCompanion(new WithoutCompanion<TKernel>(kernel), call);

    /// <summary>Evaluates a kernel of three numbers.</summary>
    /// <inheritdoc cref="Run{TKernel, T}"/>
    public static ElementwiseOutcome RunCompanion<TKernel, T>(TKernel kernel, in ElementwiseCall<T> call)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!call.Second.IsEmpty)
        {
            return RunWanted<TKernel, T, ValueGradientHessian>(kernel, call);
        }

        return call.Gradient.IsEmpty
            ? RunWanted<TKernel, T, ValueOnly>(kernel, call)
            : RunWanted<TKernel, T, ValueAndGradient>(kernel, call);
    }

    private static ElementwiseOutcome RunWanted<TKernel, T, TWanted>(TKernel kernel, in ElementwiseCall<T> call)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var count = call.Prediction.Length;
        var groups = count / call.Group;
        var divisor = Divisor.ForCount(call.Reduction, call.Mask.IsEmpty ? groups : call.Mask.Count(value: true), call.Batch ?? groups);
        var isGroupedEach = call.Group > 1 && !call.Values.IsEmpty;
        var rented = isGroupedEach ? ArrayPool<T>.Shared.Rent(count) : null;
        var values = isGroupedEach ? rented.AsSpan(0, count) : call.Values;
        try
        {
            fixed (T* prediction = call.Prediction, target = call.Target, companion = call.Companion, weight = call.Weight)
            fixed (T* losses = values, gradient = call.Gradient, second = call.Second)
            fixed (bool* mask = call.Mask)
            {
                var job = new ElementwiseJob<TKernel, T, TWanted>
                {
                    Kernel = kernel,
                    Count = count,
                    Prediction = new(prediction, 1, 0),
                    Target = new(target, call.Target.Length < count ? call.Group : 1, 0),
                    Companion = new(companion, 1, call.Companion.Length < count ? call.Companion.Length : 0),
                    Weight = new(weight, 1, call.Weight.Length < count ? call.Weight.Length : 0),
                    Mask = new(mask, call.Group),
                    Values = losses,
                    ValuesMode = isGroupedEach ? GradientMode.Write : call.ValuesMode,
                    Gradient = gradient,
                    Second = second,
                    Mode = call.Mode,
                    Factor = isGroupedEach ? 1 : call.Factor,
                    Scale = call.Factor * (divisor.Scale / call.Group),
                    PredictionDomain = call.PredictionDomain,
                    TargetDomain = call.TargetDomain,
                    CompanionDomain = call.CompanionDomain,
                    Width = call.Width,
                };
                var outcome = RunBlocks(ref job, count, out var sum);
                if (isGroupedEach && !outcome.IsFound)
                {
                    for (var group = 0; group < groups; group++)
                    {
                        var total = BlockSum.Sum<ScalarLane<T>, T>(losses + ((nint)group * call.Group), call.Group);
                        var value = T.CreateTruncating(call.Factor * (total / call.Group));
                        call.Values[group] = call.ValuesMode == GradientMode.Add ? call.Values[group] + value : value;
                    }
                }

                return new(divisor.Divide(sum / call.Group), outcome);
            }
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<T>.Shared.Return(rented);
            }
        }
    }

    private static Violation RunBlocks<TKernel, T, TWanted>(
        ref ElementwiseJob<TKernel, T, TWanted> job, int count, out double sum)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var blocks = (count + BlockSum.BlockLength - 1) / BlockSum.BlockLength;
        var rented = blocks > StackBlocks ? ArrayPool<BlockOutcome>.Shared.Rent(blocks) : null;
        var outcomes = rented is null ? stackalloc BlockOutcome[StackBlocks] : rented;
        try
        {
            fixed (BlockOutcome* first = outcomes)
            {
                job.Outcomes = first;
                if (count < ParallelThreshold)
                {
                    job.RunBlocks(0, blocks);
                }
                else
                {
                    job.BlocksPerPart = BlocksPerPart;
                    WorkerPool.Run(ref job, (blocks + BlocksPerPart - 1) / BlocksPerPart);
                }
            }

            var total = default(CompensatedSum);
            foreach (ref readonly var outcome in outcomes[..blocks])
            {
                if (outcome.Violation.IsFound)
                {
                    sum = 0;
                    return outcome.Violation;
                }

                total += outcome.Sum;
            }

            sum = total.Value;
            return Violation.None;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<BlockOutcome>.Shared.Return(rented);
            }
        }
    }
}
