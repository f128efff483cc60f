namespace LossKit;

/// <summary>Errors of the Lovász-softmax: |t − p| with p the softmax over the classes.</summary>
internal readonly struct LovaszSoftmaxErrors : ILovaszErrors
{
    /// <inheritdoc/>
    public static void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SoftmaxActivation.Apply<TLane, T>(tile);

    /// <inheritdoc/>
    public static void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SoftmaxActivation.Pull<TLane, T>(tile);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Error<TLane>(TLane prediction, TLane miss, TLane target)
        where TLane : struct, ILane<TLane> => TLane.Select(target > TLane.Zero, miss, prediction);
}
