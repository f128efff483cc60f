namespace LossKit;

/// <summary>Numbers m·2ᵉ with e in a register of its own: none is too large or too small.</summary>
/// <typeparam name="TLane">The register.</typeparam>
/// <param name="mantissa">The mantissas: 0, or between ½ and 16.</param>
/// <param name="exponent">The exponents, whole numbers; <see cref="CtcScaledRow.ExponentOfZero"/> or less for 0.</param>
internal readonly struct CtcScaledNumber<TLane>(TLane mantissa, TLane exponent)
    where TLane : struct, ILane<TLane>
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;

    // Terms that are smaller by this power of two add nothing.
    private const double LeastShift = -1000;

    /// <summary>Gets the mantissas.</summary>
    public TLane Mantissa => mantissa;

    /// <summary>Gets the exponents.</summary>
    public TLane Exponent => exponent;

    /// <summary>Adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CtcScaledNumber<TLane> operator +(CtcScaledNumber<TLane> left, CtcScaledNumber<TLane> right)
    {
        var larger = TLane.Select(left.Exponent > right.Exponent, left.Exponent, right.Exponent);
        return new(left.At(larger) + right.At(larger), larger);
    }

    /// <summary>Multiplies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CtcScaledNumber<TLane> operator *(CtcScaledNumber<TLane> left, CtcScaledNumber<TLane> right) =>
        new(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent);

    /// <summary>e^x for x of at most 0; 0 for −∞.</summary>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CtcScaledNumber<TLane> Exp(TLane x)
    {
        var isFinite = x > TLane.Create(double.NegativeInfinity);
        var limited = isFinite & x;
        var n = TLane.Round(limited * TLane.Create(Log2OfE));
        var rest = TLane.MultiplyAdd(n, TLane.Create(-Ln2Low), TLane.MultiplyAdd(n, TLane.Create(-Ln2High), limited));

        // Of a very large x the rest is less than its last digit.
        rest = TLane.Clamp(rest, TLane.Create(-0.5), TLane.Create(0.5));
        return new(isFinite & LaneMath.Exp(rest), TLane.Select(isFinite, n, TLane.Create(CtcScaledRow.ExponentOfZero)));
    }

    /// <summary>Gives the numbers as multiples of a power of two.</summary>
    /// <param name="power">The exponent of the power, not below those of the numbers.</param>
    /// <returns>The multiples.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane At(TLane power) =>
        mantissa * TLane.PowerOfTwo(TLane.Clamp(exponent - power, TLane.Create(LeastShift), TLane.Zero));

    /// <summary>Gives 0 instead of some numbers.</summary>
    /// <param name="mask">Which to keep.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CtcScaledNumber<TLane> Where(TLane mask) =>
        new(mask & mantissa, TLane.Select(mask, exponent, TLane.Create(CtcScaledRow.ExponentOfZero)));
}
