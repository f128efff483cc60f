namespace LossKit;

/// <summary>‖x − y‖.</summary>
/// <param name="width">The register width; it changes no bit.</param>
internal sealed class EuclideanDistance(LaneWidth width) : EmbeddingDistance
{
    /// <inheritdoc/>
    internal override bool GrowsWithEuclidean => true;

    /// <inheritdoc/>
    public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => VectorDistance.Between(x, y, width);

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, double slope, Span<double> gradient) =>
        VectorDistance.AddDifference(new Weight().Of(slope, distance), x, y, gradient, width);

    /// <inheritdoc/>
    public override unsafe void FillMatrix(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length, Span<double> distances)
    {
        fixed (double* first = left, second = right)
        {
            DifferenceMatrix.Fill(new Root(first, second, length, width), left, right, length, distances, width);
        }
    }

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
    internal override EmbeddingDistance At(LaneWidth other) => other == width ? this : new EuclideanDistance(other);

    private readonly unsafe struct Root(double* left, double* right, int length, LaneWidth width) : IDistanceOfSquare
    {
        public double Of(double squared, int row, int column) => VectorDistance.RootOfSquare(
            squared, new(left + ((nint)row * length), length), new(right + ((nint)column * length), length), width);
    }

    /// <summary>(x − y)/‖x − y‖, and 0 between equal embeddings.</summary>
    private readonly struct Weight : IWeightOfSlope
    {
        public double Of(double slope, double distance) => distance == 0 ? 0 : slope / distance;
    }
}
