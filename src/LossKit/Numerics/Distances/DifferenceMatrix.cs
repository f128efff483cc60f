using System.Buffers;

namespace LossKit;

/// <summary>
/// The matrix of the distances of all rows to all rows, and its slopes pulled back to the rows: in parallel, row by row or block by block.
/// </summary>
internal static unsafe class DifferenceMatrix
{
    // So many rows share a block of columns while it is in the cache.
    private const int RowsOfPart = 16;

    private const int ColumnsOfBlock = 64;

    /// <summary>Fills a matrix with distances.</summary>
    /// <typeparam name="TDistance">What a distance is of its square.</typeparam>
    /// <param name="distance">What a distance is of its square.</param>
    /// <param name="left">The left rows.</param>
    /// <param name="right">The right rows.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="result">Receives the matrix, left rows by right rows.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    public static void Fill<TDistance>(
        TDistance distance, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length, Span<double> result, LaneWidth width)
        where TDistance : struct, IDistanceOfSquare
    {
        var (rows, columns) = (RowsOf(left, length), RowsOf(right, length));
        fixed (double* first = left, second = right, matrix = result)
        {
            var job = new FillJob<TDistance>
            {
                Distance = distance,
                Left = first,
                Right = second,
                Result = matrix,
                Rows = rows,
                Columns = columns,
                Length = length,
                Width = width,
            };
            WorkerPool.Run(ref job, (columns + SquaredDifferences.MostColumns - 1) / SquaredDifferences.MostColumns);
        }
    }

    /// <summary>Adds Σ_j weight(slope_ij)·(x_i − y_j) to row i of a gradient.</summary>
    /// <typeparam name="TWeight">The weight of a slope.</typeparam>
    /// <param name="weight">The weight of a slope.</param>
    /// <param name="left">The left rows x.</param>
    /// <param name="right">The right rows y.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="distances">The matrix of the distances.</param>
    /// <param name="slopes">The derivative by each of them.</param>
    /// <param name="gradient">The gradient of the left rows, which is added to.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    public static void PullBack<TWeight>(
        TWeight weight,
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        int length,
        ReadOnlySpan<double> distances,
        ReadOnlySpan<double> slopes,
        Span<double> gradient,
        LaneWidth width)
        where TWeight : struct, IWeightOfSlope
    {
        fixed (double* first = left, second = right, matrix = distances, slope = slopes, result = gradient)
        {
            var job = new PullBackJob<TWeight>
            {
                Weight = weight,
                Left = first,
                Right = second,
                Distances = matrix,
                Slopes = slope,
                Gradient = result,
                Rows = RowsOf(left, length),
                Columns = RowsOf(right, length),
                Length = length,
                Width = width,
            };
            WorkerPool.Run(ref job, (job.Rows + RowsOfPart - 1) / RowsOfPart);
        }
    }

    /// <summary>Gives how many rows a matrix has.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="length">The length of a row.</param>
    /// <returns>The number of rows; none where rows have no element.</returns>
    public static int RowsOf(ReadOnlySpan<double> matrix, int length) => length == 0 ? 0 : matrix.Length / length;

    private struct FillJob<TDistance> : IPartitionedJob
        where TDistance : struct, IDistanceOfSquare
    {
        public TDistance Distance;
        public double* Left;
        public double* Right;
        public double* Result;
        public int Rows;
        public int Columns;
        public int Length;
        public LaneWidth Width;

        public readonly void Execute(int part)
        {
            var begin = part * SquaredDifferences.MostColumns;
            var end = Math.Min(Columns, begin + SquaredDifferences.MostColumns);
            var rented = ArrayPool<double>.Shared.Rent(SquaredDifferences.MostColumns * Length);
            fixed (double* packed = rented)
            {
                var action = new SquaredDifferences
                {
                    Left = Left,
                    Rows = Rows,
                    Right = Right + ((nint)begin * Length),
                    Columns = end - begin,
                    Length = Length,
                    Result = Result + begin,
                    Stride = Columns,
                    Packed = packed,
                };
                LaneDispatch.Run<SquaredDifferences, double>(ref action, Width);
            }

            ArrayPool<double>.Shared.Return(rented);
            for (var row = 0; row < Rows; row++)
            {
                var distances = Result + ((nint)row * Columns);
                for (var column = begin; column < end; column++)
                {
                    distances[column] = Distance.Of(distances[column], row, column);
                }
            }
        }
    }

    private struct PullBackJob<TWeight> : IPartitionedJob
        where TWeight : struct, IWeightOfSlope
    {
        public TWeight Weight;
        public double* Left;
        public double* Right;
        public double* Distances;
        public double* Slopes;
        public double* Gradient;
        public int Rows;
        public int Columns;
        public int Length;
        public LaneWidth Width;

        public readonly void Execute(int part)
        {
            var end = Math.Min(Rows, (part + 1) * RowsOfPart);
            var weights = stackalloc double[ColumnsOfBlock];
            var which = stackalloc int[ColumnsOfBlock];
            for (var column = 0; column < Columns; column += ColumnsOfBlock)
            {
                for (var row = part * RowsOfPart; row < end; row++)
                {
                    var action = new WeightedDifferences
                    {
                        X = Left + ((nint)row * Length),
                        Others = Right,
                        Which = which,
                        Weights = weights,
                        Count = Gather(row, column, weights, which),
                        Length = Length,
                        Result = Gradient + ((nint)row * Length),
                    };
                    if (action.Count > 0)
                    {
                        LaneDispatch.Run<WeightedDifferences, double>(ref action, Width);
                    }
                }
            }
        }

        // Most slopes of a mined batch are 0: only the others are walked over.
        private readonly int Gather(int row, int begin, double* weights, int* which)
        {
            var count = 0;
            var end = Math.Min(Columns, begin + ColumnsOfBlock);
            var slopes = Slopes + ((nint)row * Columns);
            var distances = Distances + ((nint)row * Columns);
            for (var column = begin; column < end; column++)
            {
                var weight = slopes[column] == 0 ? 0 : Weight.Of(slopes[column], distances[column]);
                if (weight != 0)
                {
                    weights[count] = weight;
                    which[count++] = column;
                }
            }

            return count;
        }
    }
}
