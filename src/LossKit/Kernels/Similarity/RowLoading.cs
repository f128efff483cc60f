using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Widens rows to double and divides them by their norms.</summary>
/// <typeparam name="T">The element type of the source.</typeparam>
internal unsafe struct RowLoading<T> : IRowAction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The square of a larger number could overflow.
    private const double Large = 1e140;
    private const double Smaller = 1e-160;

    public T* Source;
    public RowsView Target;
    public double* Norms;
    public RowLength Length;
    public LaneWidth Lanes;

    /// <inheritdoc/>
    public readonly void Execute(int row)
    {
        var target = new Span<double>(Target.NumbersOf(row), Target.Width);
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(Source + ((nint)row * Target.Width), Target.Width), target);
        Norms[row] = 1;
        if (Length == RowLength.AsGiven)
        {
            return;
        }

        var factor = Math.Abs(TensorPrimitives.MaxMagnitude(target)) > Large ? Smaller : 1;
        if (factor != 1)
        {
            TensorPrimitives.Multiply(target, factor, target);
        }

        var norm = Math.Sqrt(RowProduct.Of(Target.NumbersOf(row), Target.NumbersOf(row), Target.Width, Lanes));
        var divisor = factor == 1 ? Math.Max(norm, EmbeddingRows.LeastNorm) : norm;
        Norms[row] = divisor / factor;
        TensorPrimitives.Divide(target, divisor, target);
    }
}
