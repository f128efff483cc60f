namespace LossKit;

/// <summary>The pass back: from derivatives by the sums of each region to derivatives by the scores.</summary>
/// <remarks>Where the gradient is written and nothing is read there, the first pass has left the probabilities in its memory.</remarks>
/// <typeparam name="TActivation">What makes probabilities of scores.</typeparam>
/// <typeparam name="TTerms">What an element adds.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RegionGradientWork<TActivation, TTerms, T> : IRegionWork<T>
    where TActivation : struct, IRegionActivation
    where TTerms : struct, IRegionTerms
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionScope Scope;
    public RegionCounts* Slopes;

    // What the reduction divides by goes on at the very end, so that a mean has the digits of a sum.
    public double Scale;
    public T* Gradient;
    public GradientMode Mode;

    // Whether predictions are probabilities already.
    public bool AreKept;

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (!AreKept)
        {
            TActivation.Apply<TLane, T>(tile);
        }

        for (var c = 0; c < tile.Classes; c++)
        {
            WriteSlopes<TLane>(tile, (nint)c * tile.Stride, Slopes[source.Shape.Region(Scope, tile.Sample, c)]);
        }

        TActivation.Pull<TLane, T>(tile);
        for (var c = 0; c < tile.Classes; c++)
        {
            tile.ScaleSlopes<TLane>(c, Scale);
        }

        source.Erase(tile.Slopes, tile);
        source.Store(tile.Slopes, tile, Gradient, Mode);
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
        var probabilities = tile.Probabilities + row;
        var misses = tile.Misses + row;
        var targets = tile.Targets + row;
        var results = tile.Slopes + row;
        nint stride = tile.Stride;
        for (nint i = 0; i < stride; i += TLane.Count)
        {
            TTerms.Slope(
                TLane.Load(probabilities, i), TLane.Load(misses, i), TLane.Load(targets, i), truePositive, falsePositive, falseNegative)
                .Store(results, i);
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
