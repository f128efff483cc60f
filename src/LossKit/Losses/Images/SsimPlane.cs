namespace LossKit;

/// <summary>One channel of an image and the windows that lie inside it.</summary>
/// <param name="Height">The rows of the channel.</param>
/// <param name="Width">The columns of the channel.</param>
/// <param name="Window">The side of a window.</param>
/// <param name="Sigma">The standard deviation of its weights.</param>
internal readonly record struct SsimPlane(int Height, int Width, int Window, double Sigma)
{
    /// <summary>Gets the pixels.</summary>
    public int Pixels => Height * Width;

    /// <summary>Gets how many windows lie below each other.</summary>
    public int Rows => Height - Window + 1;

    /// <summary>Gets how many windows lie beside each other.</summary>
    public int Columns => Width - Window + 1;

    /// <summary>Gets the number of windows.</summary>
    public int Windows => Rows * Columns;

    /// <summary>Writes the weights along one side of a window, which add up to 1.</summary>
    /// <param name="weights">Receives the weights.</param>
    public void Weigh(Span<double> weights)
    {
        var total = 0.0;
        for (var i = 0; i < Window; i++)
        {
            var distance = (i - ((Window - 1) / 2)) / Sigma;
            weights[i] = ScalarMath.Exp(-0.5 * distance * distance);
            total += weights[i];
        }

        foreach (ref var weight in weights[..Window])
        {
            weight /= total;
        }
    }

    /// <summary>Takes the weighted mean of every window: first along rows, then along columns.</summary>
    /// <param name="pixels">The channel.</param>
    /// <param name="weights">The weights along a side.</param>
    /// <param name="scratch">Room for Height · Columns numbers.</param>
    /// <param name="means">Receives the means of the windows.</param>
    public void Gather(ReadOnlySpan<double> pixels, ReadOnlySpan<double> weights, Span<double> scratch, Span<double> means)
    {
        var columns = Columns;
        for (var row = 0; row < Height; row++)
        {
            var line = pixels.Slice(row * Width, Width);
            var sums = scratch.Slice(row * columns, columns);
            sums.Clear();
            for (var k = 0; k < weights.Length; k++)
            {
                AddScaled(line.Slice(k, columns), weights[k], sums);
            }
        }

        for (var row = 0; row < Rows; row++)
        {
            var sums = means.Slice(row * columns, columns);
            sums.Clear();
            for (var k = 0; k < weights.Length; k++)
            {
                AddScaled(scratch.Slice((row + k) * columns, columns), weights[k], sums);
            }
        }
    }

    /// <summary>Spreads a number of every window over its pixels, weighted: what <see cref="Gather"/> does, backwards.</summary>
    /// <param name="windows">The numbers of the windows.</param>
    /// <param name="weights">The weights along a side.</param>
    /// <param name="scratch">Room for Height · Columns numbers.</param>
    /// <param name="pixels">Receives the sums at the pixels.</param>
    public void Spread(ReadOnlySpan<double> windows, ReadOnlySpan<double> weights, Span<double> scratch, Span<double> pixels)
    {
        var columns = Columns;
        scratch[..(Height * columns)].Clear();
        for (var row = 0; row < Rows; row++)
        {
            for (var k = 0; k < weights.Length; k++)
            {
                AddScaled(windows.Slice(row * columns, columns), weights[k], scratch.Slice((row + k) * columns, columns));
            }
        }

        pixels[..Pixels].Clear();
        for (var row = 0; row < Height; row++)
        {
            for (var k = 0; k < weights.Length; k++)
            {
                AddScaled(scratch.Slice(row * columns, columns), weights[k], pixels.Slice((row * Width) + k, columns));
            }
        }
    }

    // Element by element, so the width of the registers changes no bit.
    private static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> sums) =>
        System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(source, factor, sums, sums);
}
