namespace LossKit;

/// <summary>½(μ² + e^lv − 1 − lv): the divergence of one Gaussian from the standard one, with both derivatives. The target is not read.</summary>
internal readonly struct GaussianKlKernel : ICompanionKernel
{
    // Below this, e^x − 1 − x is taken from its series, where the subtraction would lose digits.
    private const double SeriesBound = 0.5;

    // 1/k! for k = 16 … 2: at 0.5 what is left out is below 1e-18 of the sum.
    private const int LastTerm = 16;

    /// <inheritdoc/>
    public static bool ReadsCompanion => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate<TLane, TWanted>(
        TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted
    {
        var half = TLane.Create(0.5);
        var growth = LaneMath.Expm1(companion);
        var isSmall = TLane.Abs(companion) < TLane.Create(SeriesBound);
        var excess = TLane.Select(isSmall, companion * companion * Series(companion), growth - companion);

        // At −∞ the excess is ∞ − 1, and at +∞ it is e^lv, of which −lv is nothing.
        excess = TLane.Select(TLane.AreEqual(companion, TLane.Create(double.PositiveInfinity)), companion, excess);
        value = half * TLane.MultiplyAdd(prediction, prediction, excess);
        gradient = prediction;
        second = half * growth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Series<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var sum = TLane.One;
        for (var term = LastTerm; term > 2; term--)
        {
            sum = TLane.MultiplyAdd(sum, x * TLane.Create(1.0 / term), TLane.One);
        }

        return TLane.Create(0.5) * sum;
    }
}
