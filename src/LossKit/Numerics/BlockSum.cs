using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossKit;

/// <summary>
/// The sum of a block of numbers, in an order that depends on their count alone: the same bits at every register width.
/// </summary>
/// <remarks>
/// Element i goes to accumulator i mod 16. An accumulator adds up to 8 numbers in the element type, which costs at most 3 bits,
/// before it is added to its total in <see cref="double"/>; the 16 totals are added in pairs, neighbours first.
/// </remarks>
internal static class BlockSum
{
    /// <summary>How many elements a driver sums at a time: whole runs of every accumulator.</summary>
    public const int BlockLength = 8 * RunLength;

    private const int Accumulators = 16;
    private const int StripesOfRun = 8;
    private const int RunLength = Accumulators * StripesOfRun;

    /// <summary>Adds up numbers.</summary>
    /// <typeparam name="TLane">The lane to add with; it changes nothing in the result. It holds at most 16 elements.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The first number.</param>
    /// <param name="count">How many there are; 0 gives 0.</param>
    /// <returns>The sum.</returns>
    public static unsafe double Sum<TLane, T>(T* values, int count)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var totals = stackalloc double[Accumulators];
        var run = stackalloc T[Accumulators];
        new Span<double>(totals, Accumulators).Clear();

        var whole = count - (count % Accumulators);
        for (var start = 0; start < whole; start += RunLength)
        {
            var end = Math.Min(start + RunLength, whole);
            for (var column = 0; column < Accumulators; column += TLane.Count)
            {
                var sum = TLane.Load(values, start + column);
                for (var i = start + Accumulators; i < end; i += Accumulators)
                {
                    sum += TLane.Load(values, i + column);
                }

                sum.Store(run, column);
            }

            AddRun(totals, run);
        }

        for (var i = whole; i < count; i++)
        {
            totals[i - whole] += double.CreateTruncating(values[i]);
        }

        for (var width = 1; width < Accumulators; width *= 2)
        {
            for (var i = 0; i < Accumulators; i += 2 * width)
            {
                totals[i] += totals[i + width];
            }
        }

        return totals[0];
    }

    /// <summary>Adds the sums of a run to the totals, four at a time: conversion to double is exact and the elements stay apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddRun<T>(double* totals, T* run)
        where T : unmanaged
    {
        for (var i = 0; i < Accumulators; i += Vector256<double>.Count)
        {
            var sums = typeof(T) == typeof(float)
                ? Widen(Vector128.Load((float*)run + i))
                : Vector256.Load((double*)run + i);
            Vector256.Store(Vector256.Load(totals + i) + sums, totals + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> values)
    {
        var (lower, upper) = Vector128.Widen(values);
        return Vector256.Create(lower, upper);
    }
}
