using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Softmax cross-entropy over all similarities of unit rows among themselves, each row's partner the one that shall win: only half of the symmetric
/// matrix is computed, and only half of its exponentials.
/// </summary>
/// <remarks>
/// With E_ij = e^((s_ij − 1)·f), which no unit rows make larger than 1, a row's loss is ln(1 + R_i/E_ip), R_i the sum over the others: nothing
/// cancels where the partner wins. Both directions together weigh the rows j at row i with E_ij·(1/(R_i + E_ip) + 1/(R_j + E_jq)), p and q the partners,
/// which is symmetric again. Similarities, exponentials and their sums are double, whatever they are kept in until derivatives are pulled
/// back (<see cref="CentredPull"/>). Blocks of rows have a fixed size and their parts of a sum are added in order, so that threads change no bit.
/// </remarks>
/// <typeparam name="T">What exponentials are kept in, <see cref="float"/> or <see cref="double"/>; derivatives are summed in it.</typeparam>
internal readonly unsafe struct PairedSoftmax<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // In double, the smallest of all exponentials, e^(−2f), is still far from underflowing.
    private const double LargestFactor = 150;

    // In single precision, so is the inverse of a sum of the smallest, times the weight of a row.
    private const double LargestSingleFactor = 20;

    // Sixteen tiles of the product; a block of a thousand similarities a row stays in the second-level cache while it is worked on.
    private const int RowsOfBlock = 96;

    private const int BytesOfLine = 64;

    private readonly RowsView _rows;
    private readonly double _factor;
    private readonly LaneWidth _lanes;
    private readonly PooledMemory<T> _matrix;
    private readonly PooledMemory<double> _sums;
    private readonly PooledMemory<double> _partner;
    private readonly PooledMemory<double> _pull;
    private readonly PooledMemory<double> _ownPull;

    /// <summary>Initializes a new instance of the <see cref="PairedSoftmax{T}"/> struct with all exponentials and their sums.</summary>
    /// <param name="rows">The unit rows, an even number; row i and row i + half are partners.</param>
    /// <param name="factor">What similarities are multiplied by, as far as <see cref="Allows"/> says.</param>
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
        var job = new Exponentials { Softmax = this };
        WorkerPool.Run(ref job, Blocks);
    }

    private int Blocks => (_rows.Count + RowsOfBlock - 1) / RowsOfBlock;

    // A line more than whole lines, so that the rows of a tile do not share their places in the cache.
    private nint Stride
    {
        get
        {
            nint line = BytesOfLine / sizeof(T);
            return ((_rows.Count + line - 1) / line * line) + line;
        }
    }

    private ProductMatrix<T> Matrix => new(_matrix.First, Stride, 1);

    /// <summary>Says whether the exponentials of a factor can be kept in the type.</summary>
    /// <param name="factor">What similarities are multiplied by.</param>
    /// <returns>Whether they can.</returns>
    public static bool Allows(double factor) => factor <= (typeof(T) == typeof(double) ? LargestFactor : LargestSingleFactor);

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
        if (typeof(T) == typeof(double))
        {
            var whole = new Weights { Softmax = this, Pulls = (T*)_pull.First };
            WorkerPool.Run(ref whole, Blocks);
            return;
        }

        using var centred = new CentredPull(_rows, _pull.Span, _lanes);
        var job = new Weights { Softmax = this, Pulls = (T*)centred.Pulls, Centred = centred };
        WorkerPool.Run(ref job, Blocks);
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

    private (int First, int End) RowsOf(int block) => (block * RowsOfBlock, Math.Min((block + 1) * RowsOfBlock, _rows.Count));

    // Similarities of the block's rows with all rows from the block on, their exponentials, and the sums of these along and across.
    private struct Exponentials : IPartitionedJob
    {
        public PairedSoftmax<T> Softmax;

        /// <inheritdoc/>
        public readonly void Execute(int part)
        {
            var (first, end) = Softmax.RowsOf(part);
            var columns = Softmax._rows.Count - first;
            var isKept = typeof(T) == typeof(double);
            using var wide = isKept ? default : new PooledMemory<double>(checked((end - first) * (int)Softmax.Stride));
            var scores = isKept
                ? new ProductMatrix<double>((double*)Softmax.Matrix.From(first, first).First, Softmax.Stride, 1)
                : new ProductMatrix<double>(wide.First, Softmax.Stride, 1);
            MatrixProduct.Run(
                Softmax._rows.Numbers.From(first, 0),
                Softmax._rows.Transposed.From(0, first),
                scores,
                new ProductSize(end - first, Softmax._rows.Width, columns),
                ProductMode.Overwrite);
            for (var row = first; row < end; row++)
            {
                Raise(row, scores.From(row - first, 0).First, first, end);
                if (!isKept)
                {
                    TensorPrimitives.ConvertTruncating(
                        new ReadOnlySpan<double>(scores.From(row - first, 0).First, columns), new Span<T>(Softmax.Matrix.From(row, first).First, columns));
                }
            }

            ProductPacking.Transpose(
                Softmax.Matrix.From(first, end).First,
                Softmax.Stride,
                end - first,
                Softmax._rows.Count - end,
                Softmax.Matrix.From(end, first).First,
                Softmax.Stride);
        }

        private readonly void Raise(int row, double* scores, int first, int end)
        {
            var partner = Softmax.PartnerOf(row);
            var sums = Softmax._sums.First + ((nint)(first / RowsOfBlock) * Softmax._rows.Count);
            var action = new ExponentialsOfRow
            {
                Row = scores,
                Sums = sums + end,
                Count = Softmax._rows.Count - first,
                Inside = end - first,
                Factor = Softmax._factor,
                Skipped = row - first,
                Partner = partner - first,
            };
            LaneDispatch.Run<ExponentialsOfRow, double>(ref action, Softmax._lanes);
            sums[row] = action.Sum;
            if (partner >= first)
            {
                Softmax._partner.First[row] = action.OfPartner;
                Softmax._partner.First[partner] = action.OfPartner;
            }
        }
    }

    // E_ij·(a_i + a_j), pulled back; a row has no weight at itself, and at its partner what both fall short of certainty.
    private struct Weights : IPartitionedJob
    {
        public PairedSoftmax<T> Softmax;
        public T* Pulls;
        public CentredPull Centred;

        /// <inheritdoc/>
        public readonly void Execute(int part)
        {
            var (first, end) = Softmax.RowsOf(part);
            var rows = Softmax._rows;
            for (var row = first; row < end; row++)
            {
                Weigh(row);
            }

            if (typeof(T) == typeof(double))
            {
                var size = new ProductSize(end - first, rows.Count, rows.Width);
                MatrixProduct.Run(Softmax.Matrix.From(first, 0), Cast(rows.Numbers), Cast(rows.Slopes.From(first, 0)), size, ProductMode.Accumulate);
                return;
            }

            Centred.Add(new((float*)Softmax.Matrix.From(first, 0).First, Softmax.Stride, 1), first, end - first);
            for (var row = first; row < end; row++)
            {
                var slopes = new Span<double>(rows.SlopesOf(row), rows.Width);
                var partner = Softmax.PartnerOf(row);
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<double>(rows.NumbersOf(partner), rows.Width), -OwnPull(row, partner), slopes, slopes);
            }
        }

        private static ProductMatrix<T> Cast(ProductMatrix<double> matrix) => new((T*)matrix.First, matrix.RowStride, matrix.ColumnStride);

        private readonly double OwnPull(int row, int partner) => Softmax._ownPull.First[row] + Softmax._ownPull.First[partner];

        // In single precision, what pulls at the partner is left to a sum of its own: it is as large as all others together.
        private readonly void Weigh(int row)
        {
            var scores = Softmax.Matrix.From(row, 0).First;
            var partner = Softmax.PartnerOf(row);
            var action = new WeightsOfRow<T> { Row = scores, Pulls = Pulls, Count = Softmax._rows.Count, Own = Pulls[row] };
            LaneDispatch.Run<WeightsOfRow<T>, T>(ref action, Softmax._lanes);
            scores[row] = T.Zero;
            scores[partner] = typeof(T) == typeof(double) ? T.CreateTruncating(-OwnPull(row, partner)) : T.Zero;
        }
    }
}
