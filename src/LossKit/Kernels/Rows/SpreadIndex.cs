namespace LossKit;

/// <summary>The coefficients of a smoothed class index y: share·w of every class, and what y has in the end.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="classWeights">The weight of each class, padded with zeros to whole lanes; null for 1. Pinned by the caller.</param>
/// <param name="target">y.</param>
/// <param name="own">What y has, without its weight.</param>
/// <param name="share">What each class gets.</param>
internal readonly unsafe struct SpreadIndex<T>(T* classWeights, int target, double own, double share) : IRowCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int OwnClass => target;

    /// <inheritdoc/>
    public double OwnCoefficient => classWeights is null ? own : own * double.CreateTruncating(classWeights[target]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Load<TLane>(in RowPart<T> part, nint place)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var shares = TLane.Create(share);
        return classWeights is null ? shares : shares * TLane.Load(classWeights, part.First + place);
    }
}
