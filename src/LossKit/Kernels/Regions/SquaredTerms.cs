namespace LossKit;

/// <summary>
/// Squared errors in place of shares: p·t, max(0, p − t)² and max(0, t − p)². With them Σp² + Σt² is twice the first sum and once the others,
/// which makes the Dice loss the one with squares in its denominator.
/// </summary>
internal readonly struct SquaredTerms : IRegionTerms
{
    private const double Half = 0.5;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count<TLane>(
        TLane probability, TLane miss, TLane target, out TLane truePositive, out TLane falsePositive, out TLane falseNegative)
        where TLane : struct, ILane<TLane>
    {
        var (above, below) = Errors(probability, miss, target);
        truePositive = probability * target;
        falsePositive = above * above;
        falseNegative = below * below;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Slope<TLane>(
        TLane probability, TLane miss, TLane target, TLane truePositive, TLane falsePositive, TLane falseNegative)
        where TLane : struct, ILane<TLane>
    {
        var (above, below) = Errors(probability, miss, target);
        var error = (falsePositive * above) - (falseNegative * below);
        return (truePositive * target) + (error + error);
    }

    // p − t and t − p where they are positive; near 1 as a difference of what both fall short of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLane Above, TLane Below) Errors<TLane>(TLane probability, TLane miss, TLane target)
        where TLane : struct, ILane<TLane>
    {
        var error = TLane.Select(target < TLane.Create(Half), probability - target, TLane.One - target - miss);
        return (TLane.Max(error, TLane.Zero), TLane.Max(-error, TLane.Zero));
    }
}
