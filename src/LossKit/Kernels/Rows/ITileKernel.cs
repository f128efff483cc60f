namespace LossKit;

/// <summary>A kernel that can also look at several rows side by side: what suits few classes, or scores that lie beside each other.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface ITileKernel<T> : ISingleRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiplies the weights of rows by those of their classes, unless the kernel looks at these itself.</summary>
    /// <param name="tile">The rows, with their classes and weights.</param>
    /// <param name="count">How many rows there are.</param>
    void Weigh(in RowTile<T> tile, int count);

    /// <summary>Gives the losses of some rows, times their weights, and writes their derivatives in place of powers and Hessian.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    void Evaluate<TLane, TWanted>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted;
}
