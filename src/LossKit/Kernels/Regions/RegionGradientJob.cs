using System.Buffers;

namespace LossKit;

/// <summary>The pass back: from derivatives by the sums of each region to derivatives by the scores.</summary>
/// <remarks>It makes the probabilities anew, which takes less time than keeping them: they would have to travel to memory and back.</remarks>
/// <typeparam name="TActivation">What makes probabilities of scores.</typeparam>
/// <typeparam name="TTerms">What an element adds.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RegionGradientJob<TActivation, TTerms, T> : IPartitionedJob, ILaneAction<T>
    where TActivation : struct, IRegionActivation
    where TTerms : struct, IRegionTerms
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionSource<T> Source;
    public RegionScope Scope;
    public LaneWidth Width;
    public RegionCounts* Slopes;

    // What the reduction divides by goes on at the very end, so that a mean has the digits of a sum.
    public double Scale;
    public T* Gradient;
    public GradientMode Mode;

    private int _part;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._part = part;
        LaneDispatch.Run<RegionGradientJob<TActivation, TTerms, T>, T>(ref job, Width);
    }

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var positions = Source.Locate(_part, out var sample, out var first);
        var rented = ArrayPool<T>.Shared.Rent(RegionTile<T>.LengthOf(Source.Shape.Classes, positions));
        fixed (T* memory = rented)
        {
            var tile = new RegionTile<T>(memory, Source.Shape.Classes, positions);
            Source.Load(tile, sample, first);
            TActivation.Apply<TLane, T>(tile);
            for (var c = 0; c < tile.Classes; c++)
            {
                WriteSlopes<TLane>(tile, (nint)c * tile.Stride, Slopes[Source.Shape.Region(Scope, sample, c)]);
            }

            TActivation.Pull<TLane, T>(tile);
            for (var c = 0; c < tile.Classes; c++)
            {
                tile.ScaleSlopes<TLane>(c, Scale);
            }

            Source.Erase(tile.Slopes, tile, sample, first);
            Source.Store(tile.Slopes, tile, sample, first, Gradient, Mode);
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private static void WriteSlopes<TLane>(in RegionTile<T> tile, nint row, RegionCounts slopes)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (slopes.AreZero)
        {
            // What does not count has no gradient, not even where its probability is NaN.
            new Span<T>(tile.Slopes + row, tile.Stride).Clear();
            return;
        }

        var truePositive = Finite<TLane>(slopes.TruePositives);
        var falsePositive = Finite<TLane>(slopes.FalsePositives);
        var falseNegative = Finite<TLane>(slopes.FalseNegatives);
        for (var i = row; i < row + tile.Stride; i += TLane.Count)
        {
            TTerms.Slope(
                TLane.Load(tile.Probabilities, i),
                TLane.Load(tile.Misses, i),
                TLane.Load(tile.Targets, i),
                truePositive,
                falsePositive,
                falseNegative).Store(tile.Slopes, i);
        }
    }

    // All but empty regions have slopes beyond the largest number, which an element without a share in them must not turn into NaN.
    private static TLane Finite<TLane>(double slope)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var most = (typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue) / 4;
        return TLane.Create(Math.Clamp(slope, -most, most));
    }
}
