namespace LossKit;

/// <summary>The dot product of two rows, the same bits at every register width.</summary>
internal static unsafe class RowProduct
{
    /// <summary>Gives the dot product.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another.</param>
    /// <param name="width">How many numbers they have.</param>
    /// <param name="lanes">The register width.</param>
    /// <returns>The sum of the products.</returns>
    public static double Of(double* left, double* right, int width, LaneWidth lanes) =>
        RowSum<Product>.Of(left, right, new Product(), width, lanes);

    private readonly struct Product : IRowTerm
    {
        /// <inheritdoc/>
        public TLane Of<TLane>(TLane left, TLane right)
            where TLane : struct, ILane<TLane> => left * right;
    }
}
