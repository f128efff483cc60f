namespace LossKit;

/// <summary>Coefficients that lie in the row's distribution.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly struct GivenCoefficients<T> : IRowCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int OwnClass => -1;

    /// <inheritdoc/>
    public double OwnCoefficient => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLane Load<TLane>(in RowPart<T> part, nint place)
        where TLane : struct, ILaneMemory<TLane, T> => TLane.Load(part.Distribution, place);
}
