namespace LossKit;

/// <summary>The rows of an input and of its gradient in memory, as the kernels of pairs and triplets walk over them.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="values">The first row.</param>
/// <param name="gradient">Where the gradient of the first row is added; null where it is not wanted.</param>
/// <param name="length">The length of a row.</param>
internal readonly unsafe struct WideRows<T>(T* values, T* gradient, int length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gives one row in double.</summary>
    /// <param name="row">Which one.</param>
    /// <param name="scale">What gradients are multiplied by; 0 where there shall be none.</param>
    /// <returns>The row, to be disposed of when its gradient is complete.</returns>
    public WideRow<T> Row(int row, double scale)
    {
        var at = (nint)row * length;
        return new(values + at, gradient is null ? null : gradient + at, length, scale);
    }
}
