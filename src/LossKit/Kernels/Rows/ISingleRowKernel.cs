namespace LossKit;

/// <summary>A kernel that looks at one row of class scores at a time.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface ISingleRowKernel<T> : IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gives a row's loss and writes its derivatives.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="target">The class index; −1 where the target is a distribution.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <returns>The loss, not scaled.</returns>
    double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted;
}
