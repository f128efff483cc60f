namespace LossKit;

/// <summary>Embeddings ready to be compared, and the derivatives by them: memory of one or more inputs, row below row.</summary>
/// <remarks>
/// They are held in <see cref="double"/> also where the inputs are <see cref="float"/>: what divides similarities by a temperature of 0.01 magnifies
/// their rounding a hundredfold.
/// </remarks>
internal readonly unsafe struct EmbeddingRows : IDisposable
{
    /// <summary>The least norm that a row is divided by.</summary>
    public const double LeastNorm = 1e-12;

    private readonly PooledMemory<double> _numbers;
    private readonly PooledMemory<double> _slopes;
    private readonly PooledMemory<double> _norms;
    private readonly LaneWidth _lanes;
    private readonly RowLength _length;

    /// <summary>Initializes a new instance of the <see cref="EmbeddingRows"/> struct without any rows loaded.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="width">How many numbers a row has.</param>
    /// <param name="length">What is done to their length.</param>
    /// <param name="wantsSlopes">Whether derivatives by the rows are wanted.</param>
    /// <param name="lanes">The register width.</param>
    public EmbeddingRows(int count, int width, RowLength length, bool wantsSlopes, LaneWidth lanes)
    {
        Count = count;
        Width = width;
        _length = length;
        _lanes = lanes;
        _numbers = new(checked(count * width));
        _norms = new(count);
        if (wantsSlopes)
        {
            _slopes = new(count * width);
            _slopes.Span.Clear();
        }
    }

    /// <summary>Gets how many rows there are.</summary>
    public int Count { get; }

    /// <summary>Gets how many numbers a row has.</summary>
    public int Width { get; }

    /// <summary>Gives all rows as an operand of products.</summary>
    public RowsView All => View(0, Count);

    /// <summary>Gives the rows of one input.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="input">The input's position on the card; its shape is [N,D].</param>
    /// <param name="length">What is done to the rows' length.</param>
    /// <returns>The rows, loaded.</returns>
    public static EmbeddingRows Of<T>(in TensorCall<T> call, int input, RowLength length = RowLength.Unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = call.Shape(input);
        var rows = new EmbeddingRows(shape[0], shape[1], length, !call.Gradient(input).IsEmpty, call.Width);
        rows.Load(call.Numbers(input), 0);
        return rows;
    }

    /// <summary>Gives some of the rows as an operand of products.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <returns>The rows.</returns>
    public RowsView View(int first, int count)
    {
        var start = (nint)first * Width;
        return new(_numbers.First + start, _slopes.First is null ? null : _slopes.First + start, count, Width);
    }

    /// <summary>Says whether a row is shorter than the least norm, so that its divisor is constant and its unit row shorter than 1.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsShort(int row) => _norms.First[row] <= LeastNorm;

    /// <summary>Loads the rows of an input.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="embeddings">The embeddings, row-major.</param>
    /// <param name="first">Where their first row goes.</param>
    public void Load<T>(ReadOnlySpan<T> embeddings, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var target = View(first, Width == 0 ? 0 : embeddings.Length / Width);
        fixed (T* source = embeddings)
        {
            RowLoop.Run(
                new RowLoading<T>
                {
                    Source = source,
                    Target = target,
                    Norms = _norms.First + first,
                    Length = _length,
                    Lanes = _lanes,
                },
                target.Count,
                Width);
        }
    }

    /// <summary>Adds what the slopes come to in an input's gradient: pulled back through the division by the norms.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gradient">Where it is added; nothing is done where it is empty.</param>
    /// <param name="scale">What the slopes are multiplied by.</param>
    /// <param name="first">The first row of that input.</param>
    public void Deliver<T>(Span<T> gradient, double scale, int first = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (gradient.IsEmpty)
        {
            return;
        }

        var source = View(first, gradient.Length / Width);
        fixed (T* target = gradient)
        {
            RowLoop.Run(
                new RowDelivery<T>
                {
                    Source = source,
                    Target = target,
                    Norms = _norms.First + first,
                    Scale = scale,
                    Length = _length,
                    Lanes = _lanes,
                },
                source.Count,
                Width);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _numbers.Dispose();
        _slopes.Dispose();
        _norms.Dispose();
    }
}
