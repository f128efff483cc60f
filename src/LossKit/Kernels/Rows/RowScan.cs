namespace LossKit;

/// <summary>Passes over a part of a row that look for one number.</summary>
internal static unsafe class RowScan
{
    /// <summary>Gives the largest score of two parts; any number where one is NaN, and −∞ where there is none.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="body">The one part.</param>
    /// <param name="tail">The other.</param>
    /// <returns>The score.</returns>
    [SkipLocalsInit]
    public static T Largest<TLane, T>(in RowPart<T> body, in RowPart<T> tail)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Four at a time, since each waits for the one before it.
        TLane a, b, c, d;
        a = b = c = d = TLane.Create(double.NegativeInfinity);
        nint i = 0;
        var scores = body.Scores;
        var length = body.Length;
        for (; i <= length - (4 * TLane.Count); i += 4 * TLane.Count)
        {
            a = TLane.Larger(a, TLane.Load(scores, i));
            b = TLane.Larger(b, TLane.Load(scores, i + TLane.Count));
            c = TLane.Larger(c, TLane.Load(scores, i + (2 * TLane.Count)));
            d = TLane.Larger(d, TLane.Load(scores, i + (3 * TLane.Count)));
        }

        for (; i < length; i += TLane.Count)
        {
            a = TLane.Larger(a, TLane.Load(scores, i));
        }

        for (i = 0; i < tail.Length; i += TLane.Count)
        {
            b = TLane.Larger(b, TLane.Load(tail.Scores, i));
        }

        return Largest<TLane, T>(TLane.Larger(TLane.Larger(a, b), TLane.Larger(c, d)));
    }

    /// <summary>Gives the class of the first largest score.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="score">The largest score.</param>
    /// <returns>The class; any number of at least 0 where a score is NaN.</returns>
    public static int Find<TLane, T>(in RowMemory<T> row, T score)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var place = Find<TLane, T>(row.Body, score);
        return (int)(place < row.Body.Length ? place : place + Find<TLane, T>(row.Tail, score));
    }

    private static nint Find<TLane, T>(in RowPart<T> part, T score)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wanted = TLane.Create(double.CreateTruncating(score));
        var scores = part.Scores;
        var length = part.Length;
        nint i = 0;
        while (i <= length - (4 * TLane.Count) && !TLane.Any(TLane.AreEqual(wanted, TLane.Larger(
            TLane.Larger(TLane.Load(scores, i), TLane.Load(scores, i + TLane.Count)),
            TLane.Larger(TLane.Load(scores, i + (2 * TLane.Count)), TLane.Load(scores, i + (3 * TLane.Count)))))))
        {
            i += 4 * TLane.Count;
        }

        while (i < length && !TLane.Any(TLane.AreEqual(TLane.Load(scores, i), wanted)))
        {
            i += TLane.Count;
        }

        while (i < length && scores[i] != score)
        {
            i++;
        }

        return i;
    }

    // Halves against halves.
    private static T Largest<TLane, T>(TLane lane)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = stackalloc T[RowMemory<T>.Padding];
        lane.Store(numbers, 0);
        var count = TLane.Count;
        for (; count > Lane128<T>.Count; count /= 2)
        {
            for (nint i = 0; i < count / 2; i += Lane128<T>.Count)
            {
                Lane128<T>.Larger(Lane128<T>.Load(numbers, i), Lane128<T>.Load(numbers, i + (count / 2))).Store(numbers, i);
            }
        }

        var largest = numbers[0];
        for (var i = 1; i < count; i++)
        {
            largest = numbers[i] > largest ? numbers[i] : largest;
        }

        return largest;
    }
}
