namespace LossKit;

/// <summary>An elementwise pass that is cut into fixed blocks.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal unsafe struct ElementwiseJob<TKernel, T, TWanted> : IPartitionedJob
    where TKernel : struct, ICompanionKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    public TKernel Kernel;
    public int Count;
    public BlockStream<T> Prediction;
    public BlockStream<T> Target;
    public BlockStream<T> Companion;
    public BlockStream<T> Weight;
    public BlockMask<T> Mask;
    public T* Values;
    public GradientMode ValuesMode;
    public T* Gradient;
    public T* Second;
    public GradientMode Mode;
    public double Factor;
    public double Scale;
    public Domain PredictionDomain;
    public Domain TargetDomain;
    public Domain CompanionDomain;
    public LaneWidth Width;
    public int BlocksPerPart;
    public BlockOutcome* Outcomes;

    /// <summary>Gets whether a block's losses are the single losses as they are wanted, so that they need no memory of their own.</summary>
    public readonly bool WritesValues => Values is not null && Factor == 1 && ValuesMode == GradientMode.Write;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var blocks = (Count + BlockSum.BlockLength - 1) / BlockSum.BlockLength;
        RunBlocks(part * BlocksPerPart, Math.Min(blocks, (part + 1) * BlocksPerPart));
    }

    /// <summary>Runs some neighbouring blocks.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="end">The block after the last.</param>
    public readonly void RunBlocks(int first, int end)
    {
        var range = new ElementwiseBlocks<TKernel, T, TWanted> { Job = this, First = first, End = end };
        LaneDispatch.Run<ElementwiseBlocks<TKernel, T, TWanted>, T>(ref range, Width);
    }
}
