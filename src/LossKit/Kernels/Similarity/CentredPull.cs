using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Pulls weights in single precision back to rows: Σ_j w_ij·u_j = Σ_j w_ij·(u_j − m) + m·Σ_j w_ij, m the mean of the rows.</summary>
/// <remarks>
/// Of rows that hardly differ, what they have in common drops out of the gradient, and in single precision would take its digits along. The
/// product therefore sums what they differ by, and the common part comes to it in double.
/// </remarks>
internal readonly unsafe struct CentredPull : IDisposable
{
    private readonly RowsView _rows;
    private readonly LaneWidth _lanes;
    private readonly double _unit;
    private readonly PooledMemory<float> _pulls;
    private readonly PooledMemory<float> _centred;
    private readonly PooledMemory<double> _mean;

    /// <summary>Initializes a new instance of the <see cref="CentredPull"/> struct.</summary>
    /// <param name="rows">The rows, and the derivatives by them.</param>
    /// <param name="pulls">What the rows pull with.</param>
    /// <param name="lanes">The register width.</param>
    public CentredPull(RowsView rows, ReadOnlySpan<double> pulls, LaneWidth lanes)
    {
        _rows = rows;
        _lanes = lanes;
        _unit = UnitOf(pulls);
        _pulls = new(pulls.Length);
        for (var row = 0; row < pulls.Length; row++)
        {
            _pulls.First[row] = (float)(pulls[row] / _unit);
        }

        _mean = new(rows.Width);
        _centred = new(rows.Count * rows.Width);
        Centre();
    }

    /// <summary>Gets what the rows pull with, as parts of their unit: the largest is below 2.</summary>
    public float* Pulls => _pulls.First;

    /// <summary>Adds what weights made of the pulls come to in the derivatives by some rows.</summary>
    /// <param name="weights">A row of weights for each of these rows, a column for each row there is.</param>
    /// <param name="first">The first of these rows.</param>
    /// <param name="count">How many.</param>
    public void Add(ProductMatrix<float> weights, int first, int count)
    {
        var width = _rows.Width;
        using var sums = new PooledMemory<float>(count * width);
        using var wide = new PooledMemory<double>(width);
        MatrixProduct.Run(
            weights, new(_centred.First, width, 1), new(sums.First, width, 1), new ProductSize(count, _rows.Count, width), ProductMode.Overwrite);
        for (var row = 0; row < count; row++)
        {
            var slopes = new Span<double>(_rows.SlopesOf(first + row), width);
            var total = new Total { Numbers = weights.From(row, 0).First, Count = _rows.Count };
            LaneDispatch.Run<Total, float>(ref total, _lanes);
            TensorPrimitives.ConvertTruncating(sums.Span.Slice(row * width, width), wide.Span);
            TensorPrimitives.MultiplyAdd(_mean.Span, total.Sum, wide.Span, wide.Span);
            TensorPrimitives.MultiplyAdd(wide.Span, _unit, slopes, slopes);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pulls.Dispose();
        _centred.Dispose();
        _mean.Dispose();
    }

    // A power of two near the largest pull: dividing by it rounds nothing, and no weight overflows.
    private static double UnitOf(ReadOnlySpan<double> pulls)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(pulls));
        return largest > 0 && double.IsFinite(largest) ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
    }

    private void Centre()
    {
        using var difference = new PooledMemory<double>(_rows.Width);
        MeanRow.Of(new(_rows.NumbersOf(0), _rows.Count * _rows.Width), _mean.Span);
        for (var row = 0; row < _rows.Count; row++)
        {
            TensorPrimitives.Subtract(new ReadOnlySpan<double>(_rows.NumbersOf(row), _rows.Width), (ReadOnlySpan<double>)_mean.Span, difference.Span);
            TensorPrimitives.ConvertTruncating(difference.Span, _centred.Span.Slice(row * _rows.Width, _rows.Width));
        }
    }

    private struct Total : ILaneAction<float>
    {
        public float* Numbers;
        public int Count;
        public double Sum;

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, float> => Sum = BlockSum.SumBlocks<TLane, float>(Numbers, Count);
    }
}
