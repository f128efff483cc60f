namespace LossKit;

/// <summary>The squared distance of two rows, the same bits at every register width.</summary>
internal static unsafe class RowDistance
{
    /// <summary>Gives ‖right + sign·left‖².</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another.</param>
    /// <param name="sign">−1 for the distance, 1 for the length of the sum.</param>
    /// <param name="width">How many numbers they have.</param>
    /// <param name="lanes">The register width.</param>
    /// <returns>The sum of the squares.</returns>
    public static double Squared(double* left, double* right, double sign, int width, LaneWidth lanes) =>
        RowSum<Square>.Of(left, right, new Square(sign), width, lanes);

    private readonly struct Square(double sign) : IRowTerm
    {
        /// <inheritdoc/>
        public TLane Of<TLane>(TLane left, TLane right)
            where TLane : struct, ILane<TLane>
        {
            var difference = right + (TLane.Create(sign) * left);
            return difference * difference;
        }
    }
}
