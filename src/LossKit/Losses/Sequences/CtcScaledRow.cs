namespace LossKit;

/// <summary>A row of numbers that have an exponent each.</summary>
/// <param name="mantissas">Their mantissas.</param>
/// <param name="exponents">Their exponents.</param>
internal readonly unsafe struct CtcScaledRow(double* mantissas, double* exponents)
{
    /// <summary>The exponent of 0: below that of all other numbers, and so that two of them can be added.</summary>
    public const double ExponentOfZero = -1e307;

    /// <summary>Makes all numbers 0.</summary>
    /// <param name="count">How many there are.</param>
    public void Clear(int count)
    {
        new Span<double>(mantissas, count).Clear();
        new Span<double>(exponents, count).Fill(ExponentOfZero);
    }

    /// <summary>Makes a number 1.</summary>
    /// <param name="index">Which.</param>
    public void Set(nint index)
    {
        mantissas[index] = 1;
        exponents[index] = 0;
    }

    /// <summary>Reads numbers.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="index">The first.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CtcScaledNumber<TLane> Load<TLane>(nint index)
        where TLane : struct, ILaneMemory<TLane, double> => new(TLane.Load(mantissas, index), TLane.Load(exponents, index));

    /// <summary>Writes numbers, their mantissas in [√½, √2) again.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="index">The first.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(nint index, CtcScaledNumber<TLane> numbers)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var isZero = TLane.AreEqual(numbers.Mantissa, TLane.Zero);
        var mantissa = TLane.Split(numbers.Mantissa, out var shift);
        TLane.Select(isZero, TLane.Zero, mantissa).Store(mantissas, index);
        TLane.Select(isZero, TLane.Create(ExponentOfZero), numbers.Exponent + shift).Store(exponents, index);
    }
}
