namespace LossKit;

/// <summary>A power with a fixed exponent; the usual one is a multiplication and not a logarithm and an exponential.</summary>
internal interface IPower
{
    /// <summary>Raises numbers that are not negative.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="value">The numbers.</param>
    /// <returns>The powers.</returns>
    TLane Of<TLane>(TLane value)
        where TLane : struct, ILane<TLane>;
}

/// <summary>The square.</summary>
internal readonly struct SquarePower : IPower
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane>(TLane value)
        where TLane : struct, ILane<TLane> => value * value;
}

/// <summary>Any exponent from 0 on; 0⁰ is 1.</summary>
/// <param name="exponent">The exponent.</param>
internal readonly struct AnyPower(double exponent) : IPower
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane>(TLane value)
        where TLane : struct, ILane<TLane> => LaneMath.Pow(value, TLane.Create(exponent));
}
