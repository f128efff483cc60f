namespace LossKit;

/// <summary>The mathematics of a loss that looks at one row of class scores at a time.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Says how much a row counts in a mean, and whether it is looked at at all.</summary>
    /// <param name="target">The class index; −1 where the target is a distribution.</param>
    /// <returns>The weight of the row in the divisor, or null for a row that is ignored.</returns>
    double? DivisorWeight(int target);

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
