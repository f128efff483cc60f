namespace LossKit;

/// <summary>The exponent of a kernel's powers: whole ones are products, others a logarithm and an exponential.</summary>
internal interface IExponent
{
    /// <summary>Gets the exponent, at least 0.</summary>
    double Value { get; }

    /// <summary>Raises numbers that are not negative; 0⁰ is 1.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="value">The numbers.</param>
    /// <returns>The powers.</returns>
    TLane Raise<TLane>(TLane value)
        where TLane : struct, ILane<TLane>;
}

/// <summary>A small whole exponent: repeated squaring, the same for all elements.</summary>
/// <param name="value">The exponent.</param>
internal readonly struct WholeExponent(double value) : IExponent
{
    /// <summary>Products of more factors would be off by more than a few units in the last place.</summary>
    private const double Largest = 8;

    /// <inheritdoc/>
    public double Value => value;

    /// <summary>Says whether an exponent is of this kind.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <returns>Whether it is.</returns>
    public static bool Covers(double exponent) => exponent is >= 0 and <= Largest && Math.Floor(exponent) == exponent;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Raise<TLane>(TLane value)
        where TLane : struct, ILane<TLane>
    {
        var power = TLane.One;
        for (var left = (int)Value; left > 0; left >>= 1)
        {
            power = (left & 1) == 0 ? power : power * value;
            value *= value;
        }

        return power;
    }
}

/// <summary>Any exponent.</summary>
/// <param name="value">The exponent.</param>
internal readonly struct AnyExponent(double value) : IExponent
{
    /// <inheritdoc/>
    public double Value => value;

    // Called: with powers inside, a loop would be longer than what the JIT inlines.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public TLane Raise<TLane>(TLane value)
        where TLane : struct, ILane<TLane> => LaneMath.Pow(value, TLane.Create(Value));
}
