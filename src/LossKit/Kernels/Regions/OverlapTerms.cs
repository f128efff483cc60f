namespace LossKit;

/// <summary>Shares of elements: p·t, p·(1 − t) and (1 − p)·t.</summary>
internal readonly struct OverlapTerms : IRegionTerms
{
    /// <inheritdoc/>
    public static bool SlopesTakeMisses => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count<TLane>(
        TLane probability, TLane miss, TLane target, out TLane truePositive, out TLane falsePositive, out TLane falseNegative)
        where TLane : struct, ILane<TLane>
    {
        truePositive = probability * target;
        falsePositive = probability * (TLane.One - target);
        falseNegative = miss * target;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Slope<TLane>(
        TLane probability, TLane miss, TLane target, TLane truePositive, TLane falsePositive, TLane falseNegative)
        where TLane : struct, ILane<TLane> =>
        (falsePositive * (TLane.One - target)) + ((truePositive - falseNegative) * target);
}
