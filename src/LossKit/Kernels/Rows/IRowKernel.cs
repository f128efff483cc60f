namespace LossKit;

/// <summary>The mathematics of a loss of rows of class scores.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Says whether rows of a target are not looked at at all.</summary>
    /// <param name="target">The class index.</param>
    /// <returns>Whether they are ignored.</returns>
    bool Ignores(int target);

    /// <summary>Says how much rows count in a mean.</summary>
    /// <param name="targets">Their class indices.</param>
    /// <param name="mask">Which rows count; empty where all do.</param>
    /// <returns>The sum of their weights in the divisor.</returns>
    double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask);

    /// <summary>Gives the sum of the losses of some rows and writes single losses and derivatives: the choice of a loop.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>The sum of the losses, not scaled.</returns>
    double Sum<TLane, TWanted>(in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted;
}
