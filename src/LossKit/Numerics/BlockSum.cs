using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossKit;

/// <summary>
/// The sum of a block of numbers, in an order that depends on their count alone: the same bits at every register width.
/// </summary>
/// <remarks>
/// Element i goes to accumulator i mod 16. An accumulator adds up to 8 numbers in the element type, which costs at most 3 bits,
/// before it is added to its total in <see cref="double"/>; the 16 totals are added in pairs, neighbours first. A loop that makes
/// the numbers itself can keep this order without storing them, with the constants and <see cref="Join"/>.
/// </remarks>
internal static class BlockSum
{
    /// <summary>How many accumulators there are: one for each place in a stripe of neighbouring elements.</summary>
    public const int Accumulators = 16;

    /// <summary>How many elements are added in the element type before the totals take over.</summary>
    public const int RunLength = 8 * Accumulators;

    /// <summary>How many elements a driver sums at a time: whole runs of every accumulator.</summary>
    public const int BlockLength = 8 * RunLength;

    /// <summary>Adds up numbers.</summary>
    /// <typeparam name="TLane">The lane to add with; it changes nothing in the result. It holds at most 16 elements.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The first number.</param>
    /// <param name="count">How many there are; 0 gives 0.</param>
    /// <returns>The sum.</returns>
    [SkipLocalsInit]
    public static unsafe double Sum<TLane, T>(T* values, int count)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var totals = stackalloc double[Accumulators];
        Clear(totals);

        var whole = count - (count % Accumulators);
        for (nint start = 0; start < whole; start += RunLength)
        {
            var end = Math.Min(start + RunLength, whole);
            for (nint column = 0; column < Accumulators; column += TLane.Count)
            {
                var sum = TLane.Zero;
                for (var i = start + column; i < end; i += Accumulators)
                {
                    sum += TLane.Load(values, i);
                }

                sum.AddTo(totals + column);
            }
        }

        for (var i = whole; i < count; i++)
        {
            totals[i - whole] += double.CreateTruncating(values[i]);
        }

        return Join(totals);
    }

    /// <summary>Adds up numbers of many blocks: blocks one after the other, and what that rounds away.</summary>
    /// <typeparam name="TLane">The lane to add with; it changes nothing in the result.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The first number.</param>
    /// <param name="count">How many there are; 0 gives 0.</param>
    /// <returns>The sum.</returns>
    public static unsafe double SumBlocks<TLane, T>(T* values, int count)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var total = default(CompensatedSum);
        for (var start = 0; start < count; start += BlockLength)
        {
            total += Sum<TLane, T>(values + start, Math.Min(BlockLength, count - start));
        }

        return total.Value;
    }

    /// <summary>Sets the totals to 0, in stores as wide as what they are read by next, which need not wait for each other then.</summary>
    /// <param name="totals">The 16 totals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Clear(double* totals)
    {
        Vector512.Store(Vector512<double>.Zero, totals);
        Vector512.Store(Vector512<double>.Zero, totals + Vector512<double>.Count);
    }

    /// <summary>Adds the totals of the accumulators in pairs, neighbours first.</summary>
    /// <param name="totals">The 16 totals.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double Join(double* totals) => Four(totals) + Four(totals + 4) + (Four(totals + 8) + Four(totals + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe double Four(double* totals) => totals[0] + totals[1] + (totals[2] + totals[3]);
}
