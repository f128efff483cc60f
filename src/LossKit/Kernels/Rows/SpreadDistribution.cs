namespace LossKit;

/// <summary>The coefficients of a distribution t over the classes: w·((1 − ε)·t + share).</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="classWeights">The weight of each class, padded with zeros to whole lanes; null for 1. Pinned by the caller.</param>
/// <param name="kept">1 − ε.</param>
/// <param name="share">What each class gets.</param>
internal readonly unsafe struct SpreadDistribution<T>(T* classWeights, double kept, double share) : IRowCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int OwnClass => -1;

    /// <inheritdoc/>
    public double OwnCoefficient => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Load<TLane>(in RowPart<T> part, nint place)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var target = TLane.Load(part.Distribution, place);
        if (share != 0)
        {
            target = TLane.MultiplyAdd(TLane.Create(kept), target, TLane.Create(share));
        }

        return classWeights is null ? target : target * TLane.Load(classWeights, part.First + place);
    }
}
