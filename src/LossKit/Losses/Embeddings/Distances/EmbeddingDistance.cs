namespace LossKit;

/// <summary>
/// How far apart two embeddings are: a part of <see cref="TripletLoss"/>, <see cref="OnlineTripletLoss"/> and <see cref="ContrastiveLoss"/>
/// that can be swapped for one's own.
/// </summary>
/// <remarks>
/// A distance of one's own is <see cref="Between"/> and <see cref="AddGradient"/>, two functions of two vectors; the matrices of whole batches are
/// made of them, row by row on all threads. Override <see cref="FillMatrix"/> and <see cref="PullBack"/> too where a whole matrix can be had faster,
/// for example by <see cref="MatrixProduct"/>. A distance is the same both ways and must be safe to use from several threads. Everything is computed
/// in <see cref="double"/>, embeddings in <see cref="float"/> too, so that mining does not hang on the rounding of a distance.
/// </remarks>
/// <example>
/// <code>
/// public sealed class ManhattanDistance : EmbeddingDistance
/// {
///     public override double Between(ReadOnlySpan&lt;double&gt; x, ReadOnlySpan&lt;double&gt; y)
///     {
///         var sum = 0.0;
///         for (var i = 0; i &lt; x.Length; i++)
///         {
///             sum += Math.Abs(x[i] - y[i]);
///         }
///
///         return sum;
///     }
///
///     public override void AddGradient(
///         ReadOnlySpan&lt;double&gt; x, ReadOnlySpan&lt;double&gt; y, double distance, double slope, Span&lt;double&gt; gradient)
///     {
///         for (var i = 0; i &lt; x.Length; i++)
///         {
///             gradient[i] += slope * Math.Sign(x[i] - y[i]);
///         }
///     }
/// }
/// </code>
/// </example>
public abstract class EmbeddingDistance
{
    /// <summary>Gets ‖x − y‖. Its gradient at a distance of 0 is 0.</summary>
    public static EmbeddingDistance Euclidean { get; } = new EuclideanDistance(LaneDispatch.Widest);

    /// <summary>Gets ‖x − y‖².</summary>
    public static EmbeddingDistance SquaredEuclidean { get; } = new SquaredEuclideanDistance(LaneDispatch.Widest);

    /// <summary>Gets 1 − cos(x, y). A norm is at least 1e-12, and below that a constant to the gradient.</summary>
    public static EmbeddingDistance Cosine { get; } = new CosineDistance(LaneDispatch.Widest);

    /// <summary>Gets the words of the option that chooses one of those built in.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["euclidean", "squared-euclidean", "cosine"];

    /// <summary>Gets whether distances compare as ‖x − y‖ does.</summary>
    internal virtual bool GrowsWithEuclidean => false;

    /// <summary>Gives the distance of two embeddings.</summary>
    /// <param name="x">An embedding.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <returns>The distance; NaN where an embedding holds NaN.</returns>
    public abstract double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    /// <summary>Adds slope · ∂d(x, y)/∂x to a gradient.</summary>
    /// <param name="x">The embedding that the gradient is of.</param>
    /// <param name="y">The other one.</param>
    /// <param name="distance">Their distance.</param>
    /// <param name="slope">The derivative of the loss by the distance.</param>
    /// <param name="gradient">Is added to.</param>
    public abstract void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, double slope, Span<double> gradient);

    /// <summary>Fills the matrix of the distances of all rows to all rows.</summary>
    /// <param name="left">N embeddings, row by row.</param>
    /// <param name="right">M embeddings, row by row; the same memory where a batch is compared with itself.</param>
    /// <param name="length">The length of an embedding, at least 1.</param>
    /// <param name="distances">Receives the matrix [N,M].</param>
    public virtual unsafe void FillMatrix(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length, Span<double> distances)
    {
        fixed (double* first = left, second = right, matrix = distances)
        {
            var job = new FillJob(this, first, second, length, DifferenceMatrix.RowsOf(right, length), matrix);
            WorkerPool.Run(ref job, DifferenceMatrix.RowsOf(left, length));
        }
    }

    /// <summary>Adds Σ_j slopes[i,j] · ∂d(x_i, y_j)/∂x_i to row i of the gradient of the left embeddings.</summary>
    /// <param name="left">N embeddings, row by row.</param>
    /// <param name="right">M embeddings, row by row.</param>
    /// <param name="length">The length of an embedding, at least 1.</param>
    /// <param name="distances">The matrix [N,M] as <see cref="FillMatrix"/> gave it.</param>
    /// <param name="slopes">
    /// The derivative of the loss by each distance, [N,M]; where a batch is compared with itself, slopes[i,j] holds those of both d_ij and d_ji.
    /// </param>
    /// <param name="gradient">Is added to, [N, length].</param>
    public virtual unsafe void PullBack(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        int length,
        ReadOnlySpan<double> distances,
        ReadOnlySpan<double> slopes,
        Span<double> gradient)
    {
        fixed (double* first = left, second = right, matrix = distances, slope = slopes, result = gradient)
        {
            var job = new PullBackJob(this, first, second, length, DifferenceMatrix.RowsOf(right, length), matrix, slope, result);
            WorkerPool.Run(ref job, DifferenceMatrix.RowsOf(left, length));
        }
    }

    /// <summary>Gives the distance that an option names.</summary>
    /// <param name="options">The options, of which <c>distance</c> is one.</param>
    /// <returns>The distance.</returns>
    internal static EmbeddingDistance Of(LossOptions options) => options.Text("distance") switch
    {
        "squared-euclidean" => SquaredEuclidean,
        "cosine" => Cosine,
        _ => Euclidean,
    };

    /// <summary>Gives the same distance with another register width, which changes no bit.</summary>
    /// <param name="other">The register width.</param>
    /// <returns>The distance.</returns>
    internal virtual EmbeddingDistance At(LaneWidth other) => this;

    private readonly unsafe struct FillJob(EmbeddingDistance distance, double* left, double* right, int length, int columns, double* matrix)
        : IPartitionedJob
    {
        public void Execute(int part)
        {
            var x = new ReadOnlySpan<double>(left + ((nint)part * length), length);
            for (var column = 0; column < columns; column++)
            {
                matrix[((nint)part * columns) + column] = distance.Between(x, new(right + ((nint)column * length), length));
            }
        }
    }

    private readonly unsafe struct PullBackJob(
        EmbeddingDistance distance, double* left, double* right, int length, int columns, double* matrix, double* slopes, double* gradient)
        : IPartitionedJob
    {
        public void Execute(int part)
        {
            var x = new ReadOnlySpan<double>(left + ((nint)part * length), length);
            var sum = new Span<double>(gradient + ((nint)part * length), length);
            for (var column = 0; column < columns; column++)
            {
                var at = ((nint)part * columns) + column;
                if (slopes[at] != 0)
                {
                    distance.AddGradient(x, new(right + ((nint)column * length), length), matrix[at], slopes[at], sum);
                }
            }
        }
    }
}
