namespace LossKit;

/// <summary>
/// Softmax cross-entropy over all similarities of unit rows among themselves, each row's partner the one that shall win: only half of the symmetric
/// matrix is computed, and only half of its exponentials.
/// </summary>
/// <remarks>
/// With E_ij = e^((s_ij − 1)·f), which no unit rows make larger than 1, a row's loss is ln(1 + R_i/E_ip), R_i the sum over the others: nothing
/// cancels where the partner wins. Both directions together weigh the rows j at row i with E_ij·(1/(R_i + E_ip) + 1/(R_j + E_jq)), p and q the partners,
/// which is symmetric again. Blocks of rows have a fixed size and their parts of a sum are added in order, so that threads change no bit.
/// </remarks>
internal readonly unsafe struct PairedSoftmax : IDisposable
{
    /// <summary>The largest factor: the smallest of all exponentials, e^(−2f), is still far from underflowing.</summary>
    public const double LargestFactor = 150;

    // Sixteen tiles of the product; a block of a thousand similarities a row stays in the second-level cache while it is worked on.
    private const int RowsOfBlock = 96;

    private const int LanesOfLine = 8;

    private readonly RowsView _rows;
    private readonly double _factor;
    private readonly LaneWidth _lanes;
    private readonly PooledMemory<double> _matrix;
    private readonly PooledMemory<double> _sums;
    private readonly PooledMemory<double> _partner;
    private readonly PooledMemory<double> _pull;
    private readonly PooledMemory<double> _ownPull;

    /// <summary>Initializes a new instance of the <see cref="PairedSoftmax"/> struct with all exponentials and their sums.</summary>
    /// <param name="rows">The unit rows, an even number; row i and row i + half are partners.</param>
    /// <param name="factor">What similarities are multiplied by, at most <see cref="LargestFactor"/>.</param>
    /// <param name="lanes">The register width.</param>
    public PairedSoftmax(RowsView rows, double factor, LaneWidth lanes)
    {
        _rows = rows;
        _factor = factor;
        _lanes = lanes;
        _matrix = new(checked(rows.Count * (int)Stride));
        _sums = new(checked(Blocks * rows.Count));
        _partner = new(rows.Count);
        _pull = new(rows.Count);
        _ownPull = new(rows.Count);
        _sums.Span.Clear();
        var job = new Job<Exponentials> { Softmax = this };
        WorkerPool.Run(ref job, Blocks);
    }

    /// <summary>A pass over the blocks of rows.</summary>
    private interface IPass
    {
        static abstract void Run(in PairedSoftmax softmax, int block);
    }

    private int Blocks => (_rows.Count + RowsOfBlock - 1) / RowsOfBlock;

    // A line more than whole lines, so that the rows of a tile do not share their places in the cache.
    private nint Stride => ((_rows.Count + LanesOfLine - 1) / LanesOfLine * LanesOfLine) + LanesOfLine;

    private ProductMatrix<double> Matrix => new(_matrix.First, Stride, 1);

    /// <summary>Gives the loss of a row, and keeps what it pulls with.</summary>
    /// <param name="row">The row.</param>
    /// <param name="scale">What derivatives are multiplied by; at 0 the row pulls at nothing, whatever it holds.</param>
    /// <returns>The loss, not scaled.</returns>
    public double Evaluate(int row, double scale)
    {
        var rest = default(CompensatedSum);
        for (var block = 0; block < Blocks; block++)
        {
            rest += _sums.First[((nint)block * _rows.Count) + row];
        }

        double others = rest.Value, own = _partner.First[row], all = others + own;
        _pull.First[row] = scale == 0 ? 0 : scale * _factor / all;
        _ownPull.First[row] = scale == 0 ? 0 : scale * _factor * (others / all);
        return ScalarMath.Log1p(others / own);
    }

    /// <summary>Adds what all rows pull with to the derivatives by the rows.</summary>
    public void PullBack()
    {
        var weights = new Job<Weights> { Softmax = this };
        WorkerPool.Run(ref weights, Blocks);
        var size = new ProductSize(_rows.Count, _rows.Count, _rows.Width);
        MatrixProduct.Run(Matrix, _rows.Numbers, _rows.Slopes, size, ProductMode.Accumulate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _matrix.Dispose();
        _sums.Dispose();
        _partner.Dispose();
        _pull.Dispose();
        _ownPull.Dispose();
    }

    private int PartnerOf(int row) => row < _rows.Count / 2 ? row + (_rows.Count / 2) : row - (_rows.Count / 2);

    private struct Job<TPass> : IPartitionedJob
        where TPass : struct, IPass
    {
        public PairedSoftmax Softmax;

        /// <inheritdoc/>
        public readonly void Execute(int part) => TPass.Run(Softmax, part);
    }

    // Similarities of the block's rows with all rows from the block on, their exponentials, and the sums of these along and across.
    private readonly struct Exponentials : IPass
    {
        public static void Run(in PairedSoftmax softmax, int block)
        {
            var first = block * RowsOfBlock;
            var count = Math.Min(RowsOfBlock, softmax._rows.Count - first);
            var columns = softmax._rows.Count - first;
            MatrixProduct.Run(
                softmax._rows.Numbers.From(first, 0),
                softmax._rows.Transposed.From(0, first),
                softmax.Matrix.From(first, first),
                new ProductSize(count, softmax._rows.Width, columns),
                ProductMode.Overwrite);
            var sums = softmax._sums.First + ((nint)block * softmax._rows.Count);
            for (var row = first; row < first + count; row++)
            {
                var scores = softmax.Matrix.From(row, 0).First;
                var partner = softmax.PartnerOf(row);
                var action = new ExponentialsOfRow
                {
                    Row = scores + first,
                    Sums = sums + first + count,
                    Count = columns,
                    Inside = count,
                    Factor = softmax._factor,
                    Skipped = row - first,
                    Partner = partner - first,
                };
                LaneDispatch.Run<ExponentialsOfRow, double>(ref action, softmax._lanes);
                sums[row] = action.Sum;
                if (partner >= first)
                {
                    softmax._partner.First[row] = action.OfPartner;
                    softmax._partner.First[partner] = action.OfPartner;
                }
            }
        }
    }

    // E_ij·(a_i + a_j), and the same across; a row has no weight at itself, and at its partner what both fall short of certainty.
    private readonly struct Weights : IPass
    {
        public static void Run(in PairedSoftmax softmax, int block)
        {
            var first = block * RowsOfBlock;
            var end = Math.Min(first + RowsOfBlock, softmax._rows.Count);
            for (var row = first; row < end; row++)
            {
                var scores = softmax.Matrix.From(row, 0).First;
                var partner = softmax.PartnerOf(row);
                var action = new WeightsOfRow
                {
                    Row = scores + first,
                    Pulls = softmax._pull.First + first,
                    Count = softmax._rows.Count - first,
                    Own = softmax._pull.First[row],
                };
                LaneDispatch.Run<WeightsOfRow, double>(ref action, softmax._lanes);
                scores[row] = 0;
                if (partner >= first)
                {
                    scores[partner] = -(softmax._ownPull.First[row] + softmax._ownPull.First[partner]);
                }
            }

            ProductPacking.Transpose(
                softmax.Matrix.From(first, end).First,
                softmax.Stride,
                end - first,
                softmax._rows.Count - end,
                softmax.Matrix.From(end, first).First,
                softmax.Stride);
        }
    }
}
