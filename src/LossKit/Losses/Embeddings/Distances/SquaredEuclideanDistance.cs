namespace LossKit;

/// <summary>‖x − y‖².</summary>
/// <param name="width">The register width; it changes no bit.</param>
internal sealed class SquaredEuclideanDistance(LaneWidth width) : EmbeddingDistance
{
    /// <inheritdoc/>
    internal override bool GrowsWithEuclidean => true;

    /// <inheritdoc/>
    public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => VectorDistance.Squared(x, 1, y, 1, width);

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, double slope, Span<double> gradient) =>
        VectorDistance.AddDifference(new Weight().Of(slope, distance), x, y, gradient, width);

    /// <inheritdoc/>
    public override void FillMatrix(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length, Span<double> distances) =>
        DifferenceMatrix.Fill(default(Square), left, right, length, distances, width);

    /// <inheritdoc/>
    public override void PullBack(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        int length,
        ReadOnlySpan<double> distances,
        ReadOnlySpan<double> slopes,
        Span<double> gradient) =>
        DifferenceMatrix.PullBack(default(Weight), left, right, length, distances, slopes, gradient, width);

    /// <inheritdoc/>
    internal override EmbeddingDistance At(LaneWidth other) => other == width ? this : new SquaredEuclideanDistance(other);

    private readonly struct Square : IDistanceOfSquare
    {
        public double Of(double squared, int row, int column) => squared;
    }

    private readonly struct Weight : IWeightOfSlope
    {
        // Where the distance is NaN, so is the difference.
        public double Of(double slope, double distance) => 2 * slope;
    }
}
