namespace LossKit;

/// <summary>Keeps rows of plain numbers in a range where products of two of them neither overflow nor lose what counts.</summary>
internal static unsafe class CtcRange
{
    /// <summary>What either factor is multiplied by before what leads to a state and what leads on from it are: 2⁴⁴⁰.</summary>
    /// <remarks>From 2^−940 to 2⁶⁶ is what factors may be, so their product neither overflows nor is subnormal.</remarks>
    public const double Lift = 2.8392137667797144e132;

    /// <summary>What these products must add up to at every frame: 2⁸⁰.</summary>
    /// <remarks>
    /// Whatever vanished, of a few thousand states at least, was below 2^−940 and to be multiplied by less than 2⁶⁶ and by the lifts, so it counts
    /// for nothing against that.
    /// </remarks>
    public const double LeastTotal = 1.2089258196146292e24;

    /// <summary>
    /// A loss up to which <see cref="LeastTotal"/> is certain to be reached: with P = e^−loss the products add up to at least P · 2^(880 − 128).
    /// </summary>
    public const double SafeLoss = 440;

    // Numbers of a row up to 2^−940 become 0: subnormal numbers take the processor a hundred times as long.
    private const double Vanishing = 1.0759796952395615e-283;

    // ln 2 in two parts, the first with so many zeros at its end that its product with an exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // 2^−64 and 2^64: a frame multiplies by at most 3, so rows stay far from overflowing.
    private const double Least = 5.421010862427522e-20;
    private const double Most = 1.8446744073709552e19;

    // So that the power of two that scales is a normal number.
    private const int MaxExponent = 1000;

    /// <summary>Makes numbers 0 that are too small to count.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="numbers">The numbers, none below 0.</param>
    /// <returns>The others.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Drop<TLane>(TLane numbers)
        where TLane : struct, ILane<TLane> => (numbers > TLane.Create(Vanishing)) & numbers;

    /// <summary>Gives −ln P from what leads to the end.</summary>
    /// <param name="memory">The memory, with its logarithms of sums.</param>
    /// <param name="ends">What leads to the end, not divided by the frames' sums.</param>
    /// <param name="exponent">The exponent of the power of two that it was multiplied by.</param>
    /// <returns>The loss.</returns>
    public static double Loss(in CtcMemory memory, double ends, double exponent)
    {
        var loss = default(CompensatedSum) + (-ScalarMath.Log(ends));
        loss += exponent * Ln2High;
        loss += exponent * Ln2Low;
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            loss += memory.LogTotals[frame];
        }

        return loss.Value;
    }

    /// <summary>Scales a row by a power of two so that its largest number is about 1, if that has gone too far from there.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="count">How many numbers it has, a multiple of <see cref="CtcMemory.Padding"/>.</param>
    /// <param name="most">The largest numbers of each place of a register.</param>
    /// <returns>The exponent of the power of two; 0 where nothing was to be done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Keep<TLane>(double* row, int count, TLane most)
        where TLane : struct, ILaneMemory<TLane, double> =>
        TLane.Any(most > TLane.Create(Least)) && !TLane.Any(most > TLane.Create(Most)) ? 0 : Scale(row, count, most);

    private static int Scale<TLane>(double* row, int count, TLane most)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var lanes = stackalloc double[CtcMemory.Padding];
        most.Store(lanes, 0);
        var largest = 0.0;
        for (var i = 0; i < TLane.Count; i++)
        {
            largest = Math.Max(largest, lanes[i]);
        }

        if (largest == 0)
        {
            return 0;
        }

        var exponent = Math.Clamp(-Math.ILogB(largest), -MaxExponent, MaxExponent);
        var factor = TLane.PowerOfTwo(TLane.Create(exponent));
        for (nint i = 0; i < count; i += TLane.Count)
        {
            (TLane.Load(row, i) * factor).Store(row, i);
        }

        return exponent;
    }
}
