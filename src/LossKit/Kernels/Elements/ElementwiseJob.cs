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
    public T* Values;
    public GradientMode ValuesMode;
    public T* Gradient;
    public T* Second;
    public GradientMode Mode;
    public double ValuesFactor;
    public double Scale;
    public LaneWidth Width;
    public BlockOutcome* Outcomes;

    /// <summary>Gets whether a block's losses are the single losses as they are wanted, so that they need no memory of their own.</summary>
    public readonly bool WritesValues => Values is not null && ValuesFactor == 1 && ValuesMode == GradientMode.Write;

    /// <summary>Gets whether the pass has the form whose loop has nothing to ask.</summary>
    public readonly bool IsPlain =>
        Values is null && !Inputs.AreWeighted && Mode == GradientMode.Write && (!TWanted.Gradient || Gradient is not null);

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var (first, end) = ElementwiseParts.BlocksOf(part, Inputs.Blocks);
        var range = new ElementwiseBlocks<TKernel, T, TWanted>(in this, first, end);
        LaneDispatch.Run<ElementwiseBlocks<TKernel, T, TWanted>, T>(ref range, Width);
    }
}
