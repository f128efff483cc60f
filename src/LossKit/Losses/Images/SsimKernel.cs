using System.Buffers;

namespace LossKit;

/// <summary>
/// The structural similarity of one image, in double. Moments are taken of pixels less their mean over the plane, and of the difference of both
/// images, since E[x²] − μ² of bright pixels, or the difference of two variances that are almost one, would lose the digits that matter.
/// </summary>
/// <remarks>
/// With u = (μx − μy)²/(μx² + μy² + C1) and s = σ²(x − y)/(σx² + σy² + C2) the loss of a window is 1 − (1 − u)(1 − s) = u + (1 − u)·s, and its
/// gradient (1 − s)·du + (1 − u)·ds.
/// </remarks>
/// <typeparam name="T">The element type of the images.</typeparam>
internal unsafe struct SsimKernel<T> : IUnitKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MapsOfWindows = 4;
    private const int MapsOfPixels = 5;

    public T* Prediction;
    public T* Target;
    public T* Gradient;
    public int Planes;
    public SsimPlane Plane;
    public double Luminance;
    public double Contrast;

    /// <inheritdoc/>
    public readonly double Evaluate(int unit, double scale)
    {
        var memory = ArrayPool<double>.Shared.Rent(checked(Plane.Window + (MapsOfPixels * Plane.Pixels) + (MapsOfWindows * Plane.Windows)));
        try
        {
            var maps = new Maps(memory, Plane);
            Plane.Weigh(maps.Weights);
            var total = default(CompensatedSum);
            var portion = scale / ((double)Planes * Plane.Windows);
            for (var plane = 0; plane < Planes; plane++)
            {
                var start = ((nint)unit * Planes + plane) * Plane.Pixels;
                var (centreX, centreY) = (Centre(Prediction + start), Centre(Target + start));
                Read(Prediction + start, centreX, maps.X);
                Read(Target + start, centreY, maps.Other);
                total += Lost(maps, centreX, centreY, Prediction + start, Target + start);
                if (Gradient is not null && scale != 0)
                {
                    AddGradient(maps, portion, Gradient + start);
                }
            }

            return total.Value / ((double)Planes * Plane.Windows);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(memory);
        }
    }

    // Adds up 1 − S over the windows, and leaves what the weights of a window, times 1, x − y and x, make its gradient of.
    private readonly double Lost(in Maps maps, double centreX, double centreY, T* x, T* y)
    {
        var others = maps.Other;
        var products = maps.Product;
        Plane.Gather(maps.X, maps.Weights, maps.Scratch, maps.MeanX);
        Multiply(maps.X, maps.X, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.SquareX);
        Multiply(others, others, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.SquareY);
        Plane.Gather(others, maps.Weights, maps.Scratch, maps.Mean);
        for (var i = 0; i < Plane.Windows; i++)
        {
            maps.SquareX[i] += maps.SquareY[i] - (maps.MeanX[i] * maps.MeanX[i]) - (maps.Mean[i] * maps.Mean[i]) + Contrast;
        }

        var offset = centreX - centreY;
        for (var i = 0; i < Plane.Pixels; i++)
        {
            others[i] = double.CreateTruncating(x[i]) - double.CreateTruncating(y[i]) - offset;
        }

        Plane.Gather(others, maps.Weights, maps.Scratch, maps.Mean);
        Multiply(others, others, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.SquareY);
        var total = default(CompensatedSum);
        for (var i = 0; i < Plane.Windows; i++)
        {
            var contrast = maps.SquareX[i];
            var difference = maps.Mean[i] + offset;
            var meanX = maps.MeanX[i] + centreX;
            var meanY = meanX - difference;
            var brightness = (meanX * meanX) + (meanY * meanY) + Luminance;
            var luminance = Ratio((2 * meanX * meanY) + Luminance, brightness, 1);
            var byLuminance = Ratio(difference * difference, brightness, 0);
            var byStructure = Ratio(Math.Max(0, maps.SquareY[i] - (maps.Mean[i] * maps.Mean[i])), contrast, 0);
            total += byLuminance + (luminance * byStructure);

            var byDifference = Ratio(2 * luminance, contrast, 0);
            var byX = -byDifference * byStructure;
            var byMean = Ratio(2 * (1 - byStructure) * (difference - (byLuminance * meanX)), brightness, 0);
            maps.SquareY[i] = byDifference;
            maps.SquareX[i] = byX;

            // Variances move with the means as well.
            maps.MeanX[i] = byMean - (byDifference * maps.Mean[i]) - (byX * maps.MeanX[i]);
        }

        return total.Value;
    }

    private readonly void AddGradient(in Maps maps, double portion, T* gradient)
    {
        var spread = maps.Product;
        var sum = maps.Sum;
        Plane.Spread(maps.MeanX, maps.Weights, maps.Scratch, sum);
        Plane.Spread(maps.SquareX, maps.Weights, maps.Scratch, spread);
        for (var i = 0; i < Plane.Pixels; i++)
        {
            sum[i] += maps.X[i] * spread[i];
        }

        Plane.Spread(maps.SquareY, maps.Weights, maps.Scratch, spread);
        for (var i = 0; i < Plane.Pixels; i++)
        {
            gradient[i] += T.CreateTruncating(portion * (sum[i] + (maps.Other[i] * spread[i])));
        }
    }

    // Two images without brightness or without contrast, and no steadying constant, are alike.
    private static double Ratio(double numerator, double denominator, double otherwise) => denominator == 0 ? otherwise : numerator / denominator;

    // The mean of a plane, or 0 where that is no number.
    private readonly double Centre(T* source)
    {
        var total = 0.0;
        for (var i = 0; i < Plane.Pixels; i++)
        {
            total += double.CreateTruncating(source[i]);
        }

        return double.IsFinite(total) ? total / Plane.Pixels : 0;
    }

    private static void Read(T* source, double centre, Span<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = double.CreateTruncating(source[i]) - centre;
        }
    }

    private static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> products) =>
        System.Numerics.Tensors.TensorPrimitives.Multiply(left, right, products);

    /// <summary>The memory of one image, cut into maps of its pixels and of its windows.</summary>
    private readonly ref struct Maps(double[] memory, SsimPlane plane)
    {
        public readonly Span<double> Weights = memory.AsSpan(0, plane.Window);
        public readonly Span<double> X = memory.AsSpan(plane.Window, plane.Pixels);

        // The target, then how the prediction differs from it.
        public readonly Span<double> Other = memory.AsSpan(plane.Window + plane.Pixels, plane.Pixels);
        public readonly Span<double> Product = memory.AsSpan(plane.Window + (2 * plane.Pixels), plane.Pixels);
        public readonly Span<double> Sum = memory.AsSpan(plane.Window + (3 * plane.Pixels), plane.Pixels);
        public readonly Span<double> Scratch = memory.AsSpan(plane.Window + (4 * plane.Pixels), plane.Pixels);
        public readonly Span<double> MeanX = Windows(memory, plane, 0);
        public readonly Span<double> Mean = Windows(memory, plane, 1);
        public readonly Span<double> SquareX = Windows(memory, plane, 2);
        public readonly Span<double> SquareY = Windows(memory, plane, 3);

        private static Span<double> Windows(double[] memory, SsimPlane plane, int map) =>
            memory.AsSpan(plane.Window + (MapsOfPixels * plane.Pixels) + (map * plane.Windows), plane.Windows);
    }
}
