using System.Buffers;

namespace LossKit;

/// <summary>The one loop of all elementwise losses: value, gradient and Hessian in a single pass over fixed blocks.</summary>
/// <remarks>
/// A block's losses are summed in a fixed order while they are in a register; the sums of the blocks are added in block order. So the
/// result depends neither on the number of threads nor on the register width.
/// </remarks>
internal static unsafe class ElementwiseDriver
{
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

    /// <summary>Evaluates a kernel of two numbers in two halves, with the same bits.</summary>
    /// <inheritdoc cref="Run{TKernel, T}"/>
    public static ElementwiseOutcome RunStaged<TKernel, T>(TKernel kernel, in ElementwiseCall<T> call)
        where TKernel : struct, IStagedKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        RunCompanion(new Staged<TKernel>(kernel), call);

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

    /// <summary>Finds the first number of a call that is not allowed and counts, before anything is computed.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">What would be read.</param>
    /// <returns>Where it is.</returns>
    public static Violation FirstOutside<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* prediction = call.Prediction, target = call.Target, companion = call.Companion, weight = call.Weight)
        fixed (bool* mask = call.Mask)
        {
            ElementwiseInputs<T> inputs = default;
            inputs.Take(call, prediction, target, companion, weight, mask);
            return ElementwiseScan<T>.FirstOutside(inputs, call.Width);
        }
    }

    private static ElementwiseOutcome RunWanted<TKernel, T, TWanted>(TKernel kernel, in ElementwiseCall<T> call)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        if (call.IsPlainBlock && PlainBlock<TKernel, T, TWanted>.TryRun(kernel, call, out var outcome))
        {
            return outcome;
        }

        if (call.Group == 1)
        {
            return RunElements<TKernel, T, TWanted>(kernel, call, call.Prediction.Length);
        }

        var groups = call.Prediction.Length / call.Group;
        return call.Values.IsEmpty
            ? RunElements<TKernel, T, TWanted>(kernel, call, groups)
            : RunGroups<TKernel, T, TWanted>(kernel, call, groups);
    }

    // Single losses are those of groups: the elements' losses are made in memory of their own and averaged.
    private static ElementwiseOutcome RunGroups<TKernel, T, TWanted>(TKernel kernel, in ElementwiseCall<T> call, int groups)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var length = call.Prediction.Length;
        var rented = ArrayPool<T>.Shared.Rent(length);
        try
        {
            var losses = rented.AsSpan(0, length);
            var outcome = RunElements<TKernel, T, TWanted>(
                kernel, call with { Values = losses, ValuesMode = GradientMode.Write }, groups);
            if (!outcome.Violation.IsFound)
            {
                fixed (T* first = losses)
                {
                    for (var group = 0; group < groups; group++)
                    {
                        var total = BlockSum.Sum<ScalarLane<T>, T>(first + ((nint)group * call.Group), call.Group);
                        var value = T.CreateTruncating(call.Factor * (total / call.Group));
                        call.Values[group] = call.ValuesMode == GradientMode.Add ? call.Values[group] + value : value;
                    }
                }
            }

            return outcome;
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private static ElementwiseOutcome RunElements<TKernel, T, TWanted>(TKernel kernel, in ElementwiseCall<T> call, int groups)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        var count = call.Prediction.Length;
        var divisor = Divisor.ForCount(call.Reduction, call.Mask.IsEmpty ? groups : call.Mask.Count(value: true), call.Batch ?? groups);
        fixed (T* prediction = call.Prediction, target = call.Target, companion = call.Companion, weight = call.Weight)
        fixed (T* values = call.Values, gradient = call.Gradient, second = call.Second)
        fixed (bool* mask = call.Mask)
        {
            // Field by field: an initializer would make the job twice, which is seen where there are few elements.
            ElementwiseJob<TKernel, T, TWanted> job = default;
            job.Kernel = kernel;
            job.Inputs.Take(call, prediction, target, companion, weight, mask);
            job.Values = values;
            job.ValuesMode = call.ValuesMode;
            job.ValuesFactor = call.Group == 1 ? call.Factor : 1;
            job.Gradient = gradient;
            job.Second = second;
            job.Mode = call.Mode;
            job.Scale = call.Factor * Share(divisor.Scale, call.Group);
            job.Width = call.Width;
            if (count > BlockSum.BlockLength && call.ReplacesData)
            {
                var outside = ElementwiseScan<T>.FirstOutside(job.Inputs, job.Width);
                if (outside.IsFound)
                {
                    return new(0, outside);
                }

                job.Inputs.PredictionDomain = job.Inputs.TargetDomain = job.Inputs.CompanionDomain = Domain.Real;
            }

            var violation = RunBlocks(ref job, out var sum);
            return new(divisor.Divide(Share(sum, call.Group)), violation);
        }
    }

    // A division takes as long as a register of elements.
    private static double Share(double value, int group) => group == 1 ? value : value / group;

    [SkipLocalsInit]
    private static Violation RunBlocks<TKernel, T, TWanted>(ref ElementwiseJob<TKernel, T, TWanted> job, out double sum)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        if (job.Inputs.Blocks == 1)
        {
            BlockOutcome only;
            job.Outcomes = &only;
            job.Execute(0);
            sum = only.Sum;
            return only.Violation;
        }

        if (job.Inputs.Blocks <= StackBlocks)
        {
            var outcomes = stackalloc BlockOutcome[StackBlocks];
            job.Outcomes = outcomes;
            return RunParts(ref job, out sum);
        }

        var rented = ArrayPool<BlockOutcome>.Shared.Rent(job.Inputs.Blocks);
        try
        {
            fixed (BlockOutcome* outcomes = rented)
            {
                job.Outcomes = outcomes;
                return RunParts(ref job, out sum);
            }
        }
        finally
        {
            ArrayPool<BlockOutcome>.Shared.Return(rented);
        }
    }

    private static Violation RunParts<TKernel, T, TWanted>(ref ElementwiseJob<TKernel, T, TWanted> job, out double sum)
        where TKernel : struct, ICompanionKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWanted : struct, IWanted
    {
        ElementwiseParts.Run(ref job, job.Inputs.Count);
        sum = 0;
        var total = default(CompensatedSum);
        for (var i = 0; i < job.Inputs.Blocks; i++)
        {
            if (job.Outcomes[i].Violation.IsFound)
            {
                return job.Outcomes[i].Violation;
            }

            total += job.Outcomes[i].Sum;
        }

        sum = total.Value;
        return Violation.None;
    }
}
