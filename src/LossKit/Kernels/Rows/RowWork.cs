namespace LossKit;

/// <summary>Some rows of a call with the kernel that works on them.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal struct RowWork<TKernel, T, TWanted> : ILaneAction<T>
    where TKernel : struct, IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    public TKernel Kernel;
    public RowPortion<T> Rows;

    /// <summary>The sum of the losses, not scaled.</summary>
    public double Sum;

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T> => Sum = Kernel.Sum<TLane, TWanted>(Rows);
}
