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
    public ElementwiseInputs<T> Inputs;
    public ElementwiseStage Stage;
    public T* Values;
    public GradientMode ValuesMode;
    public T* Gradient;
    public T* Second;
    public GradientMode Mode;
    public double ValuesFactor;
    public double Scale;
    public LaneWidth Width;
    public int BlocksPerPart;
    public BlockOutcome* Outcomes;

    /// <summary>Gets how many blocks there are.</summary>
    public readonly int Blocks => (int)(((long)Inputs.Count + BlockSum.BlockLength - 1) / BlockSum.BlockLength);

    /// <summary>Gets whether a block's losses are the single losses as they are wanted, so that they need no memory of their own.</summary>
    public readonly bool WritesValues => Values is not null && ValuesFactor == 1 && ValuesMode == GradientMode.Write;

    /// <summary>Gets whether the pass has the form whose loop has nothing to ask.</summary>
    public readonly bool IsPlain =>
        Values is null && !Inputs.AreWeighted && Mode == GradientMode.Write && (!TWanted.Gradient || Gradient is not null);

    /// <inheritdoc/>
    public readonly void Execute(int part) =>
        RunBlocks(part * BlocksPerPart, Math.Min(Blocks, (part + 1) * BlocksPerPart));

    /// <summary>Runs some neighbouring blocks.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="end">The block after the last.</param>
    public readonly void RunBlocks(int first, int end)
    {
        var range = new ElementwiseBlocks<TKernel, T, TWanted>(in this, first, end);
        LaneDispatch.Run<ElementwiseBlocks<TKernel, T, TWanted>, T>(ref range, Width);
    }
}
