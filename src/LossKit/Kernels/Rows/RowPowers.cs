namespace LossKit;

/// <summary>The powers e^(z − max) of the scores of a row, and what they add up to in the order of <see cref="BlockSum"/>.</summary>
internal static unsafe class RowPowers
{
    private const int Four = 4 * BlockSum.Accumulators;

    /// <summary>Writes the powers and adds them to the totals, but for one of the largest, which is 1 and would hide the small ones.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="part">The part; its powers go into its scratch memory, if there is any, which may be that of the scores.</param>
    /// <param name="largest">The largest score of the row.</param>
    /// <param name="top">The place of one; beyond the part where it lies elsewhere.</param>
    /// <param name="totals">The totals of the accumulators.</param>
    public static void Add<TLane, T>(in RowPart<T> part, T largest, nint top, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scores = part.Scores;
        var powers = part.Scratch;
        var length = part.Length;
        var shift = TLane.Create(double.CreateTruncating(largest));
        for (nint start = 0; start < length; start += BlockSum.RunLength)
        {
            var end = Math.Min(start + BlockSum.RunLength, length);
            for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
            {
                var sum = TLane.Zero;
                var i = start + column;
                while (i < end)
                {
                    // Four stripes at a time, but for those that are left over and those about the largest score.
                    if (i + Four - BlockSum.Accumulators < end && (nuint)(top - i + column) >= Four)
                    {
                        var four = LaneMath.Decay(new LaneQuad<TLane>(
                            TLane.Load(scores, i) - shift,
                            TLane.Load(scores, i + BlockSum.Accumulators) - shift,
                            TLane.Load(scores, i + (2 * BlockSum.Accumulators)) - shift,
                            TLane.Load(scores, i + (3 * BlockSum.Accumulators)) - shift));
                        if (powers is not null)
                        {
                            four.A.Store(powers, i);
                            four.B.Store(powers, i + BlockSum.Accumulators);
                            four.C.Store(powers, i + (2 * BlockSum.Accumulators));
                            four.D.Store(powers, i + (3 * BlockSum.Accumulators));
                        }

                        sum = sum + four.A + four.B + four.C + four.D;
                        i += Four;
                        continue;
                    }

                    var power = LaneMath.Decay(TLane.Load(scores, i) - shift);
                    if (powers is not null)
                    {
                        power.Store(powers, i);
                    }

                    sum += (nuint)(top - i) < (nuint)TLane.Count ? Without<TLane, T>(power, top - i) : power;
                    i += BlockSum.Accumulators;
                }

                sum.AddTo(totals + column);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLane Without<TLane, T>(TLane powers, nint place)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = stackalloc T[BlockSum.Accumulators];
        powers.Store(numbers, 0);
        numbers[place] = T.Zero;
        return TLane.Load(numbers, 0);
    }
}
