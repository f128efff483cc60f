using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Embeddings less their mean, times a power of two, in single precision: good enough to tell from a matrix product which distances may be the
/// largest and the smallest, with a bound on what that product rounds.
/// </summary>
/// <remarks>
/// For rows of length D, fl(n_j − 2·c_i·c_j) lies within (D + 16)·2⁻²⁴·(n_i + n_j) of ‖x_i − x_j‖² − n_i, n the squared norms: D roundings of the
/// product, of which none exceeds 2⁻²⁴ of Σ|c_i·c_j| ≤ (n_i + n_j)/2, twice, and a few for rounding the rows, the norms and the difference. So the
/// squared distance less n_i is above <see cref="Low"/> − 2·c_i·c_j − <see cref="Slack"/> and below <see cref="High"/> − 2·c_i·c_j + slack.
/// </remarks>
internal readonly unsafe struct CentredRows : IDisposable
{
    // Products of numbers below 1 that underflow are less than this together.
    private const float Underflow = 1e-36f;

    private readonly PooledMemory<float> _rows;
    private readonly PooledMemory<float> _norms;
    private readonly int _count;
    private readonly int _length;

    /// <summary>Initializes a new instance of the <see cref="CentredRows"/> struct.</summary>
    /// <param name="embeddings">The embeddings, row by row.</param>
    /// <param name="length">The length of a row, at least 1.</param>
    public CentredRows(ReadOnlySpan<double> embeddings, int length)
    {
        _length = length;
        _count = embeddings.Length / length;
        _rows = new(embeddings.Length);
        _norms = new(3 * _count);
        using var memory = new PooledMemory<double>(2 * length);
        Span<double> mean = memory.Span[..length], centred = memory.Span[length..];
        MeanRow.Of(embeddings, mean);
        var largest = 0.0;
        for (var row = 0; row < _count; row++)
        {
            TensorPrimitives.Subtract(embeddings.Slice(row * length, length), mean, centred);
            largest = Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude<double>(centred)));
        }

        IsUsable = double.IsNormal(largest);
        var scale = IsUsable ? Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1000, 1000)) : 0;
        var bound = (length + 16) * Math.ScaleB(1, -24);
        for (var row = 0; IsUsable && row < _count; row++)
        {
            TensorPrimitives.Subtract(embeddings.Slice(row * length, length), mean, centred);
            TensorPrimitives.Multiply(centred, scale, centred);
            var target = _rows.Span.Slice(row * length, length);
            TensorPrimitives.ConvertTruncating<double, float>(centred, target);
            var norm = (double)TensorPrimitives.SumOfSquares<double>(centred);
            _norms.Span[row] = (float)((norm * (1 - bound)) - Underflow);
            _norms.Span[_count + row] = (float)((norm * (1 + bound)) + Underflow);
            _norms.Span[(2 * _count) + row] = (float)(2 * bound * norm);
        }
    }

    /// <summary>Gets whether distances can be compared this way: not where a number is no number, nor where all rows are the same.</summary>
    public bool IsUsable { get; }

    /// <summary>Gets n_j less its part of the bound.</summary>
    public ReadOnlySpan<float> Low => _norms.Span[.._count];

    /// <summary>Gets n_j and its part of the bound.</summary>
    public ReadOnlySpan<float> High => _norms.Span.Slice(_count, _count);

    /// <summary>Gets twice the part of the bound that an anchor's own norm has.</summary>
    public ReadOnlySpan<float> Slack => _norms.Span.Slice(2 * _count, _count);

    /// <summary>Writes the dot products of some rows with all rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="products">Receives the matrix, <paramref name="count"/> rows.</param>
    public void Multiply(int first, int count, float* products)
    {
        var rows = new ProductMatrix<float>(_rows.First, _length, 1);
        MatrixProduct.Run(
            rows.From(first, 0), rows.Transposed, new(products, _count, 1), new ProductSize(count, _length, _count), ProductMode.Overwrite);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _norms.Dispose();
    }
}
