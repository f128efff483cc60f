namespace LossKit;

/// <summary>The mathematics of a loss of rows of class scores.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Says how much a row counts in a mean, and whether it is looked at at all.</summary>
    /// <param name="target">The class index; −1 where the target is a distribution.</param>
    /// <returns>The weight of the row in the divisor, or null for a row that is ignored.</returns>
    double? DivisorWeight(int target);

    /// <summary>Gives the sum of the losses of some rows and writes single losses and derivatives: the choice of a loop.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>The sum of the losses, not scaled.</returns>
    double Sum<TLane, TWanted>(in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted;
}
