namespace LossKit;

/// <summary>A pass over rows of class scores that is cut into fixed portions of rows.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
internal unsafe struct RowJob<TKernel, T, TWanted> : IPartitionedJob
    where TKernel : struct, IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
{
    public RowWork<TKernel, T, TWanted> Work;
    public LaneWidth Width;
    public int RowsOfPortion;
    public double* Sums;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var work = Work;
        work.Rows.First = part * RowsOfPortion;
        work.Rows.End = Math.Min(work.Rows.End, work.Rows.First + RowsOfPortion);
        LaneDispatch.Run<RowWork<TKernel, T, TWanted>, T>(ref work, Width);
        Sums[part] = work.Sum;
    }
}
