namespace LossKit;

/// <summary>Errors of the Lovász hinge: 1 − z where the target is 1, 1 + z where it is 0, with z the logits.</summary>
internal readonly struct LovaszHingeErrors : ILovaszErrors
{
    /// <inheritdoc/>
    public static void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }

    /// <inheritdoc/>
    public static void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Error<TLane>(TLane prediction, TLane miss, TLane target)
        where TLane : struct, ILane<TLane> =>
        TLane.One + TLane.Select(target > TLane.Zero, -prediction, prediction);
}
