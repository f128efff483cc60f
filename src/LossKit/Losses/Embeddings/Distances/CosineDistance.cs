using System.Numerics.Tensors;

namespace LossKit;

/// <summary>1 − cos(x, y), where a norm is at least 1e-12.</summary>
/// <remarks>
/// With unit vectors this is ‖x̂ − ŷ‖²/2, which loses nothing where they are nearly parallel. A vector shorter than the least norm stays shorter than
/// 1 when it is divided: then (1 − ‖x̂‖²)/2 is added. Its gradient takes the divisor as a constant.
/// </remarks>
/// <param name="width">The register width; it changes no bit.</param>
internal sealed class CosineDistance(LaneWidth width) : EmbeddingDistance
{
    private const double LeastNorm = EmbeddingRows.LeastNorm;

    /// <summary>Gives cos(x, y).</summary>
    /// <param name="x">A vector.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <returns>The cosine.</returns>
    public double Similarity(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => VectorDistance.Dot(
        x, 1 / Divisor(VectorDistance.Norm(x, width)), y, 1 / Divisor(VectorDistance.Norm(y, width)), width);

    /// <inheritdoc/>
    public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double xNorm = VectorDistance.Norm(x, width), yNorm = VectorDistance.Norm(y, width);
        return OfSquare(VectorDistance.Squared(x, 1 / Divisor(xNorm), y, 1 / Divisor(yNorm), width), xNorm, yNorm);
    }

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, double slope, Span<double> gradient)
    {
        var xNorm = VectorDistance.Norm(x, width);
        double xFactor = 1 / Divisor(xNorm), yFactor = 1 / Divisor(VectorDistance.Norm(y, width));
        var factor = slope * xFactor;
        var isConstant = xNorm < LeastNorm;

        // (x̂ − ŷ) − ((x̂ − ŷ)·x̂)·x̂ is cos·x̂ − ŷ, written so that nearly parallel vectors cancel before anything is rounded.
        var along = default(CompensatedSum);
        for (var i = 0; i < x.Length; i++)
        {
            along += ((x[i] * xFactor) - (y[i] * yFactor)) * (x[i] * xFactor);
        }

        for (var i = 0; i < x.Length; i++)
        {
            double unit = x[i] * xFactor, other = y[i] * yFactor;
            gradient[i] += factor * (isConstant ? -other : unit - other - (along.Value * unit));
        }
    }

    /// <inheritdoc/>
    public override unsafe void FillMatrix(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length, Span<double> distances)
    {
        using var x = new UnitRows(left, length, width);
        using var y = new UnitRows(right, length, width);
        fixed (double* xNorms = x.Norms, yNorms = y.Norms)
        {
            DifferenceMatrix.Fill(new Half(xNorms, yNorms), x.Rows, y.Rows, length, distances, width);
        }
    }

    /// <inheritdoc/>
    public override void PullBack(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        int length,
        ReadOnlySpan<double> distances,
        ReadOnlySpan<double> slopes,
        Span<double> gradient)
    {
        using var x = new UnitRows(left, length, width);
        using var y = new UnitRows(right, length, width);
        using var memory = new PooledMemory<double>(left.Length);
        var pulled = memory.Span;
        pulled.Clear();
        DifferenceMatrix.PullBack(default(Weight), x.Rows, y.Rows, length, distances, slopes, pulled, width);
        var columns = DifferenceMatrix.RowsOf(right, length);
        for (var row = 0; row < x.Norms.Length; row++)
        {
            var unit = x.Rows.Slice(row * length, length);
            var pull = pulled.Slice(row * length, length);
            var along = x.Norms[row] < LeastNorm ? Sum(slopes.Slice(row * columns, columns)) : Dot(pull, unit);
            for (var i = 0; i < length; i++)
            {
                gradient[(row * length) + i] += (pull[i] - (along * unit[i])) / Divisor(x.Norms[row]);
            }
        }
    }

    /// <inheritdoc/>
    internal override EmbeddingDistance At(LaneWidth other) => other == width ? this : new CosineDistance(other);

    private static double Divisor(double norm) => Math.Max(norm, LeastNorm);

    // A vector of zeros is 1 from every other one, exactly: its distances tie, whatever unit vectors were rounded to.
    private static double OfSquare(double squared, double xNorm, double yNorm) => (xNorm == 0 || yNorm == 0) && !double.IsNaN(squared)
        ? 1
        : (squared / 2) + Missing(xNorm) + Missing(yNorm);

    private static double Missing(double norm) => norm < LeastNorm ? (1 - (norm / LeastNorm * (norm / LeastNorm))) / 2 : 0;

    private static double Sum(ReadOnlySpan<double> numbers)
    {
        var sum = default(CompensatedSum);
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum.Value;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = default(CompensatedSum);
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum.Value;
    }

    private readonly unsafe struct Half(double* leftNorms, double* rightNorms) : IDistanceOfSquare
    {
        public double Of(double squared, int row, int column) => OfSquare(squared, leftNorms[row], rightNorms[column]);
    }

    private readonly struct Weight : IWeightOfSlope
    {
        public double Of(double slope, double distance) => slope;
    }

    /// <summary>Rows divided by their norms, in rented memory.</summary>
    private readonly ref struct UnitRows
    {
        private readonly PooledMemory<double> _rows;
        private readonly PooledMemory<double> _norms;

        public UnitRows(ReadOnlySpan<double> matrix, int length, LaneWidth width)
        {
            var count = DifferenceMatrix.RowsOf(matrix, length);
            _rows = new(matrix.Length);
            _norms = new(count);
            for (var row = 0; row < count; row++)
            {
                var source = matrix.Slice(row * length, length);
                Norms[row] = VectorDistance.Norm(source, width);
                TensorPrimitives.Divide(source, Divisor(Norms[row]), Rows.Slice(row * length, length));
            }
        }

        public Span<double> Rows => _rows.Span;

        public Span<double> Norms => _norms.Span;

        public void Dispose()
        {
            _rows.Dispose();
            _norms.Dispose();
        }
    }
}
