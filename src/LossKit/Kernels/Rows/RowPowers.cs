namespace LossKit;

/// <summary>The powers e^(z − max) of the scores of a row, and what they add up to in the order of <see cref="BlockSum"/>.</summary>
internal static unsafe class RowPowers
{
    /// <summary>
    /// How far ahead memory is asked for. It comes while powers are made, which leave it idle: what the passes over the next row read, and where
    /// its powers go.
    /// </summary>
    public const int Ahead = 1 << 10;

    private const int Four = 4 * BlockSum.Accumulators;

    /// <summary>
    /// Writes the powers into the scratch memory of the row, if there is any, which may be that of the scores, and adds them to the totals but
    /// for one of the largest, which is 1 and would hide the small ones.
    /// </summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="largest">Its largest score.</param>
    /// <param name="top">The class of one; beyond the row where there is none.</param>
    /// <param name="totals">The totals of the accumulators.</param>
    public static void Add<TLane, T>(in RowMemory<T> row, T largest, nint top, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Whole runs are read where they lie, but for that of the largest score.
        var scores = row.Body.Scores;
        var powers = row.Body.Scratch;
        var whole = row.Body.Length - (row.Body.Length % BlockSum.RunLength);
        var run = Math.Min(top - (top % BlockSum.RunLength), whole);
        AddRuns<TLane, T>(scores, powers, run, largest, totals);
        if (run < whole)
        {
            CacheLine.Request(scores + run + Ahead, BlockSum.RunLength);
            AddCopy<TLane, T>(row, run, BlockSum.RunLength, largest, top, totals);
            run += BlockSum.RunLength;
            AddRuns<TLane, T>(scores + run, powers is null ? null : powers + run, whole - run, largest, totals);
        }

        if (whole < row.Padded)
        {
            AddCopy<TLane, T>(row, whole, row.Padded - whole, largest, top, totals);
        }
    }

    // Runs of whole fours of stripes.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddRuns<TLane, T>(T* scores, T* powers, nint length, T largest, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shift = TLane.Create(double.CreateTruncating(largest));
        for (nint start = 0; start < length; start += BlockSum.RunLength)
        {
            var end = Math.Min(start + BlockSum.RunLength, length);
            CacheLine.Request(scores + start + Ahead, BlockSum.RunLength);
            CacheLine.Request((powers is null ? scores : powers) + start + Ahead, BlockSum.RunLength);
            for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
            {
                var sum = TLane.Zero;
                for (var i = start + column; i < end; i += Four)
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
                }

                sum.AddTo(totals + column);
            }
        }
    }

    // One run, which need not be whole, by way of a copy. What is missing there is the largest score once more, since powers that underflow take
    // the processor long; its powers are taken out before the others are added up.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddCopy<TLane, T>(in RowMemory<T> row, nint start, nint count, T largest, nint top, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var copy = stackalloc T[BlockSum.RunLength];
        var unused = stackalloc double[BlockSum.Accumulators];
        BlockSum.Clear(unused);
        var inBody = Math.Min(row.Body.Length - start, count);
        var scores = Math.Min(row.Classes - start, count);
        var whole = (count + Four - 1) / Four * Four;
        Copy<TLane, T>(row.Body.Scores + start, copy, inBody);
        Copy<TLane, T>(row.Tail.Scores, copy + inBody, count - inBody);
        new Span<T>(copy + scores, (int)(whole - scores)).Fill(largest);
        AddRuns<TLane, T>(copy, copy, whole, largest, unused);
        new Span<T>(copy + scores, (int)(count - scores)).Clear();
        var hasTop = (nuint)(top - start) < (nuint)count;
        if (hasTop)
        {
            copy[top - start] = T.Zero;
        }

        AddUp<TLane, T>(copy, count, totals);
        if (hasTop)
        {
            copy[top - start] = T.One;
        }

        if (row.Body.Scratch is not null)
        {
            Copy<TLane, T>(copy, row.Body.Scratch + start, inBody);
        }

        if (row.Tail.Scratch is not null)
        {
            Copy<TLane, T>(copy + inBody, row.Tail.Scratch, count - inBody);
        }
    }

    private static void AddUp<TLane, T>(T* powers, nint count, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
        {
            var sum = TLane.Zero;
            for (var i = column; i < count; i += BlockSum.Accumulators)
            {
                sum += TLane.Load(powers, i);
            }

            sum.AddTo(totals + column);
        }
    }

    private static void Copy<TLane, T>(T* source, T* destination, nint count)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i += TLane.Count)
        {
            TLane.Load(source, i).Store(destination, i);
        }
    }
}
