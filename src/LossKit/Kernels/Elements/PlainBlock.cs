namespace LossKit;

/// <summary>
/// A call of one block that asks for nothing beside the reduced loss and its derivatives. It goes to the innermost loop at once: what the
/// plan of a longer call takes is as much as a small one has to do.
/// </summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal unsafe struct PlainBlock<TKernel, T, TWanted> : ILaneAction<T>
    where TKernel : struct, ICompanionKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    private TKernel _kernel;
    private double _scale;
    private ElementwiseMemory<T> _memory;
    private int _count;
    private double _sum;

    /// <summary>Evaluates a call.</summary>
    /// <param name="kernel">The kernel with its parameters.</param>
    /// <param name="call">What to read and to write; a <see cref="ElementwiseCall{T}.IsPlainBlock"/>.</param>
    /// <param name="outcome">Receives the reduced loss.</param>
    /// <returns>Whether it is evaluated: not where there is no memory for a derivative, nor where a number lies outside its domain.</returns>
    public static bool TryRun(TKernel kernel, in ElementwiseCall<T> call, out ElementwiseOutcome outcome)
    {
        outcome = default;
        if ((TWanted.Gradient && call.Gradient.IsEmpty)
            || IsOutside(call.Prediction, call.PredictionDomain)
            || IsOutside(call.Target, call.TargetDomain)
            || IsOutside(call.Companion, call.CompanionDomain))
        {
            return false;
        }

        var count = call.Prediction.Length;
        var divisor = Divisor.ForCount(call.Reduction, count, call.Batch ?? count);
        fixed (T* prediction = call.Prediction, target = call.Target, companion = call.Companion)
        fixed (T* gradient = call.Gradient, second = call.Second)
        {
            // Field by field: an initializer would make the block twice.
            PlainBlock<TKernel, T, TWanted> block = default;
            block._kernel = kernel;
            block._scale = call.Factor * divisor.Scale;
            block._memory.Prediction = prediction;
            block._memory.Target = target;
            block._memory.Companion = companion;
            block._memory.Gradient = gradient;
            block._memory.Second = second;
            block._count = count;
            LaneDispatch.Run<PlainBlock<TKernel, T, TWanted>, T>(ref block, call.Width);
            outcome = new(divisor.Divide(block._sum), Violation.None);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var pass = new ElementwisePass<TKernel, T, TWanted, PlainForm>(_kernel, default, _scale);
        _sum = pass.Run<TLane>(_memory, _count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOutside(ReadOnlySpan<T> values, Domain domain) =>
        !domain.IsUnbounded && DomainScan.FirstOutside(values, domain) >= 0;
}
