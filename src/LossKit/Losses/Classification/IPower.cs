namespace LossKit;

/// <summary>A power with a fixed exponent; the usual one is a multiplication and not a logarithm and an exponential.</summary>
internal interface IPower
{
    /// <summary>
    /// Raises numbers u that are not negative, and multiplies the power by ratios r = numerator/u: what the derivatives of u^γ are made of.
    /// </summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="value">The numbers u.</param>
    /// <param name="numerator">The numerators, which vanish where u does.</param>
    /// <param name="limit">The ratio where u has underflowed to 0.</param>
    /// <param name="power">Receives u^γ.</param>
    /// <param name="first">Receives u^γ·r.</param>
    /// <param name="second">Receives u^γ·r².</param>
    void Of<TLane>(TLane value, TLane numerator, TLane limit, out TLane power, out TLane first, out TLane second)
        where TLane : struct, ILane<TLane>;
}

/// <summary>The square, which leaves nothing to divide.</summary>
internal readonly struct SquarePower : IPower
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Of<TLane>(TLane value, TLane numerator, TLane limit, out TLane power, out TLane first, out TLane second)
        where TLane : struct, ILane<TLane>
    {
        power = value * value;
        first = value * numerator;
        second = numerator * numerator;
    }
}

/// <summary>Any exponent from 0 on; 0⁰ is 1.</summary>
/// <param name="exponent">The exponent.</param>
internal readonly struct AnyPower(double exponent) : IPower
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Of<TLane>(TLane value, TLane numerator, TLane limit, out TLane power, out TLane first, out TLane second)
        where TLane : struct, ILane<TLane>
    {
        var ratio = TLane.SelectEqual(value, TLane.Zero, limit, numerator / value);
        power = LaneMath.Pow(value, TLane.Create(exponent));
        first = power * ratio;
        second = first * ratio;
    }
}
