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
    public RowPortion<T> Rows;
    public LaneWidth Width;
    public int RowsOfPortion;
    public double* Sums;

    private int _portion;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._portion = part;
        job.Rows.First = part * RowsOfPortion;
        job.Rows.End = Math.Min(Rows.Shape.Rows, job.Rows.First + RowsOfPortion);
        LaneDispatch.Run<RowJob<TKernel, T, TWanted>, T>(ref job, Width);
    }

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T> => Sums[_portion] = Kernel.Sum<TLane, TWanted>(Rows);
}
