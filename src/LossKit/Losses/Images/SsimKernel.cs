using System.Buffers;

namespace LossKit;

/// <summary>
/// The structural similarity of one image. Everything is in double: variances are differences of larger numbers, E[x²] − μ², and a float would
/// lose a bright flat region's contrast in them.
/// </summary>
/// <typeparam name="T">The element type of the images.</typeparam>
internal unsafe struct SsimKernel<T> : IUnitKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MapsOfWindows = 5;
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
                Read(Prediction + start, maps.X);
                Read(Target + start, maps.Y);
                total += Lost(maps);
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

    // Adds up 1 − S over the windows, and leaves the derivatives of −S by μx, E[x²] and E[xy] in the maps.
    private readonly double Lost(in Maps maps)
    {
        var products = maps.Product;
        Plane.Gather(maps.X, maps.Weights, maps.Scratch, maps.MeanX);
        Plane.Gather(maps.Y, maps.Weights, maps.Scratch, maps.MeanY);
        Multiply(maps.X, maps.X, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.SquareX);
        Multiply(maps.Y, maps.Y, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.SquareY);
        Multiply(maps.X, maps.Y, products);
        Plane.Gather(products, maps.Weights, maps.Scratch, maps.Mixed);
        var total = default(CompensatedSum);
        for (var i = 0; i < Plane.Windows; i++)
        {
            var (meanX, meanY) = (maps.MeanX[i], maps.MeanY[i]);
            var covariance = maps.Mixed[i] - (meanX * meanY);
            var varianceX = maps.SquareX[i] - (meanX * meanX);
            var varianceY = maps.SquareY[i] - (meanY * meanY);
            var likeness = (2 * meanX * meanY) + Luminance;
            var brightness = (meanX * meanX) + (meanY * meanY) + Luminance;
            var agreement = (2 * covariance) + Contrast;
            var contrast = varianceX + varianceY + Contrast;
            var luminance = Ratio(likeness, brightness);
            var structure = Ratio(agreement, contrast);

            // 1 − ab = (1 − a) + a(1 − b), each difference taken where it does not cancel: 1 − a = (μx − μy)²/brightness.
            var difference = meanX - meanY;
            var byLuminance = Ratio(difference * difference, brightness, 0);
            var byStructure = Ratio(varianceX + varianceY - (2 * covariance), contrast, 0);
            total += byLuminance + (luminance * byStructure);

            var bySquare = -luminance * Ratio(structure, contrast, 0);
            var byMixed = Ratio(2 * luminance, contrast, 0);
            var byMean = 2 * structure * (Ratio(meanY, brightness, 0) - (luminance * Ratio(meanX, brightness, 0)));

            // The variance and the covariance move with the mean: σx² = E[x²] − μx², σxy = E[xy] − μx·μy.
            maps.MeanX[i] = -(byMean - (2 * meanX * bySquare) - (meanY * byMixed));
            maps.SquareX[i] = -bySquare;
            maps.Mixed[i] = -byMixed;
        }

        return total.Value;
    }

    private readonly void AddGradient(in Maps maps, double portion, T* gradient)
    {
        // d/dx of a window's μx, E[x²] and E[xy] is its weight times 1, 2x and y.
        var spread = maps.Product;
        var sum = maps.Sum;
        Plane.Spread(maps.MeanX, maps.Weights, maps.Scratch, sum);
        Plane.Spread(maps.SquareX, maps.Weights, maps.Scratch, spread);
        for (var i = 0; i < Plane.Pixels; i++)
        {
            sum[i] += 2 * maps.X[i] * spread[i];
        }

        Plane.Spread(maps.Mixed, maps.Weights, maps.Scratch, spread);
        for (var i = 0; i < Plane.Pixels; i++)
        {
            gradient[i] += T.CreateTruncating(portion * (sum[i] + (maps.Y[i] * spread[i])));
        }
    }

    // Two images without brightness or without contrast, and no steadying constant, are alike.
    private static double Ratio(double numerator, double denominator, double otherwise = 1) => denominator == 0 ? otherwise : numerator / denominator;

    private static void Read(T* source, Span<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = double.CreateTruncating(source[i]);
        }
    }

    private static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> products) =>
        System.Numerics.Tensors.TensorPrimitives.Multiply(left, right, products);

    /// <summary>The memory of one image, cut into maps of its pixels and of its windows.</summary>
    private readonly ref struct Maps(double[] memory, SsimPlane plane)
    {
        public readonly Span<double> Weights = memory.AsSpan(0, plane.Window);
        public readonly Span<double> X = memory.AsSpan(plane.Window, plane.Pixels);
        public readonly Span<double> Y = memory.AsSpan(plane.Window + plane.Pixels, plane.Pixels);
        public readonly Span<double> Product = memory.AsSpan(plane.Window + (2 * plane.Pixels), plane.Pixels);
        public readonly Span<double> Sum = memory.AsSpan(plane.Window + (3 * plane.Pixels), plane.Pixels);
        public readonly Span<double> Scratch = memory.AsSpan(plane.Window + (4 * plane.Pixels), plane.Pixels);
        public readonly Span<double> MeanX = Windows(memory, plane, 0);
        public readonly Span<double> MeanY = Windows(memory, plane, 1);
        public readonly Span<double> SquareX = Windows(memory, plane, 2);
        public readonly Span<double> SquareY = Windows(memory, plane, 3);
        public readonly Span<double> Mixed = Windows(memory, plane, 4);

        private static Span<double> Windows(double[] memory, SsimPlane plane, int map) =>
            memory.AsSpan(plane.Window + (MapsOfPixels * plane.Pixels) + (map * plane.Windows), plane.Windows);
    }
}
