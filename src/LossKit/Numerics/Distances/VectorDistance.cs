using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Lengths and Euclidean distances of single vectors, without overflow on the way.</summary>
internal static unsafe class VectorDistance
{
    // Squares in between keep all their bits, so that the root is as good as the differences.
    private const double SmallestSquare = 1e-280;

    // Powers of two beyond this are no normal numbers.
    private const int LargestExponent = 1000;

    /// <summary>What a sum over the elements of two vectors adds up.</summary>
    private interface ITerm
    {
        static abstract TLane Of<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane>;
    }

    /// <summary>Gives ‖x‖.</summary>
    /// <param name="x">The vector.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    /// <returns>The length.</returns>
    public static double Norm(ReadOnlySpan<double> x, LaneWidth width)
    {
        var squared = Sum<Product>(x, 1, x, 1, width);
        return IsSafeSquare(squared) || double.IsNaN(squared) ? Math.Sqrt(squared) : Rescaled<Product>(x, x, width);
    }

    /// <summary>Gives ‖x − y‖.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    /// <returns>The distance.</returns>
    public static double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y, LaneWidth width) =>
        RootOfSquare(Squared(x, 1, y, 1, width), x, y, width);

    /// <summary>Gives ‖x − y‖ from its square, and from x and y where the square has overflown or may have lost bits.</summary>
    /// <param name="squared">The sum of squares.</param>
    /// <param name="x">A vector.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    /// <returns>The distance.</returns>
    public static double RootOfSquare(double squared, ReadOnlySpan<double> x, ReadOnlySpan<double> y, LaneWidth width)
    {
        if (IsSafeSquare(squared) || double.IsNaN(squared))
        {
            return Math.Sqrt(squared);
        }

        // Equal embeddings are common, and told apart from near ones without another pass over their numbers.
        return MemoryMarshal.Cast<double, long>(x).SequenceEqual(MemoryMarshal.Cast<double, long>(y)) ? 0 : Rescaled<SquaredDifference>(x, y, width);
    }

    /// <summary>Gives ‖a·x − b·y‖².</summary>
    /// <param name="x">A vector.</param>
    /// <param name="xScale">The factor a.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <param name="yScale">The factor b.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    /// <returns>The sum of the squares.</returns>
    public static double Squared(ReadOnlySpan<double> x, double xScale, ReadOnlySpan<double> y, double yScale, LaneWidth width) =>
        Sum<SquaredDifference>(x, xScale, y, yScale, width);

    /// <summary>Gives the dot product of a·x and b·y.</summary>
    /// <inheritdoc cref="Squared"/>
    public static double Dot(ReadOnlySpan<double> x, double xScale, ReadOnlySpan<double> y, double yScale, LaneWidth width) =>
        Sum<Product>(x, xScale, y, yScale, width);

    /// <summary>Adds w·(x − y) to a vector.</summary>
    /// <param name="weight">The factor w.</param>
    /// <param name="x">A vector.</param>
    /// <param name="y">Another one of the same length.</param>
    /// <param name="result">Is added to.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    public static void AddDifference(double weight, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result, LaneWidth width)
    {
        if (weight == 0)
        {
            return;
        }

        var which = 0;
        fixed (double* left = x, right = y, sum = result)
        {
            var action = new WeightedDifferences
            {
                X = left,
                Others = right,
                Which = &which,
                Weights = &weight,
                Count = 1,
                Length = x.Length,
                Result = sum,
            };
            LaneDispatch.Run<WeightedDifferences, double>(ref action, width);
        }
    }

    private static bool IsSafeSquare(double squared) => squared is > SmallestSquare and <= double.MaxValue;

    private static double Rescaled<TTerm>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, LaneWidth width)
        where TTerm : struct, ITerm
    {
        var isDifference = typeof(TTerm) == typeof(SquaredDifference);
        var largest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(isDifference ? x[i] - y[i] : x[i]));
        }

        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        var exponent = Math.Clamp(Math.ILogB(largest), -LargestExponent, LargestExponent);
        var scale = Math.ScaleB(1, -exponent);
        return Math.ScaleB(Math.Sqrt(Sum<TTerm>(x, scale, y, scale, width)), exponent);
    }

    private static double Sum<TTerm>(ReadOnlySpan<double> x, double xScale, ReadOnlySpan<double> y, double yScale, LaneWidth width)
        where TTerm : struct, ITerm
    {
        var total = default(CompensatedSum);
        fixed (double* left = x, right = y)
        {
            for (var start = 0; start < x.Length; start += BlockSum.BlockLength)
            {
                var block = new Block<TTerm>
                {
                    X = left + start,
                    Y = right + start,
                    XScale = xScale,
                    YScale = yScale,
                    Count = Math.Min(BlockSum.BlockLength, x.Length - start),
                };
                LaneDispatch.Run<Block<TTerm>, double>(ref block, width);
                total += block.Sum;
            }
        }

        return total.Value;
    }

    private readonly struct SquaredDifference : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (x - y) * (x - y);
    }

    private readonly struct Product : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => x * y;
    }

    private struct Block<TTerm> : ILaneAction<double>
        where TTerm : struct, ITerm
    {
        public double* X;
        public double* Y;
        public double XScale;
        public double YScale;
        public int Count;
        public double Sum;

        /// <inheritdoc/>
        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, double>
        {
            var terms = stackalloc double[BlockSum.BlockLength];
            nint at = 0;
            for (; at + TLane.Count <= Count; at += TLane.Count)
            {
                Store<TLane>(terms, at);
            }

            for (; at < Count; at++)
            {
                Store<ScalarLane<double>>(terms, at);
            }

            Sum = BlockSum.Sum<TLane, double>(terms, Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Store<TLane>(double* terms, nint at)
            where TLane : struct, ILaneMemory<TLane, double> =>
            TTerm.Of(TLane.Load(X, at) * TLane.Create(XScale), TLane.Load(Y, at) * TLane.Create(YScale)).Store(terms, at);
    }
}
