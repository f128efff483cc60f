namespace LossKit;

/// <summary>The innermost loop of all elementwise losses: a kernel over a block, whose losses are summed while they are in a register.</summary>
/// <remarks>The order of the sum is that of <see cref="BlockSum"/>: stripes of 16 elements, runs of 8 stripes.</remarks>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TWanted">Which results are wanted.</typeparam>
/// <typeparam name="TForm">What is done beside.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
/// <param name="form">What is done beside.</param>
/// <param name="scale">What derivatives are multiplied by.</param>
internal readonly unsafe struct ElementwisePass<TKernel, T, TWanted, TForm>(TKernel kernel, TForm form, double scale)
    where TKernel : struct, ICompanionKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWanted : struct, IWanted
    where TForm : struct, IPassForm
{
    /// <summary>Works through a block.</summary>
    /// <typeparam name="TLane">The register; it changes nothing in the results.</typeparam>
    /// <param name="memory">The block's numbers.</param>
    /// <param name="count">How many elements it has.</param>
    /// <returns>The sum of their losses.</returns>
    [SkipLocalsInit]
    public double Run<TLane>(in ElementwiseMemory<T> memory, int count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var totals = stackalloc double[BlockSum.Accumulators];
        BlockSum.Clear(totals);
        var rest = count % BlockSum.Accumulators;
        RunStripes<TLane>(memory, count - rest, totals);
        if (rest > 0)
        {
            RunRest<TLane>(memory, count - rest, rest, totals);
        }

        return BlockSum.Join(totals);
    }

    // The elements that do not fill a stripe are worked on in one that the elements before them fill, or copies where there are none,
    // so that one body serves them all. Only their own results and losses are kept.
    [SkipLocalsInit]
    private void RunRest<TLane>(in ElementwiseMemory<T> memory, int offset, int count, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var buffer = stackalloc T[ElementwiseMemory<T>.Streams * BlockSum.Accumulators];
        var own = stackalloc double[BlockSum.Accumulators];
        BlockSum.Clear(own);
        var place = offset > 0 ? BlockSum.Accumulators - count : 0;
        ElementwiseMemory<T> stripe;
        if (offset > 0)
        {
            memory.LastStripe(buffer, offset - place, form.Mode, out stripe);
        }
        else
        {
            memory.CopyAll(buffer, count, out stripe);
        }

        RunStripes<TLane>(stripe, BlockSum.Accumulators, own);
        memory.TakeRest(stripe, place, offset, count);
        for (var i = 0; i < count; i++)
        {
            totals[i] += own[place + i];
        }
    }

    [SkipLocalsInit]
    private void RunStripes<TLane>(in ElementwiseMemory<T> memory, int count, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (!TKernel.IsStaged)
        {
            RunStripes<TLane>(memory, memory.Companion, count, totals);
            return;
        }

        var room = stackalloc T[BlockSum.BlockLength + (CacheLine.Bytes / sizeof(T))];
        var prepared = CacheLine.Align(room);
        Prepare<TLane>(memory, prepared, count);
        RunStripes<TLane>(memory, prepared, count, totals);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prepare<TLane>(in ElementwiseMemory<T> memory, T* prepared, nint count)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var mathematics = kernel;
        var predictions = memory.Prediction;
        var targets = memory.Target;
        for (nint i = 0; i < count; i += TLane.Count)
        {
            mathematics.Prepare(TLane.Load(predictions, i), TLane.Load(targets, i)).Store(prepared, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunStripes<TLane>(in ElementwiseMemory<T> memory, T* companions, nint count, double* totals)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        // Locals, so that the loop holds them in registers.
        var mathematics = kernel;
        var shape = form;
        var factor = TLane.Create(scale);
        var predictions = memory.Prediction;
        var targets = memory.Target;
        var weights = memory.Weight;
        var values = memory.Values;
        var gradients = memory.Gradient;
        var seconds = memory.Second;
        for (nint start = 0; start < count; start += BlockSum.RunLength)
        {
            var end = nint.Min(start + BlockSum.RunLength, count);
            for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
            {
                var sum = TLane.Zero;
                for (var i = start + column; i < end; i += BlockSum.Accumulators)
                {
                    var companion = TKernel.ReadsCompanion ? TLane.Load(companions, i) : TLane.Zero;
                    mathematics.Evaluate<TLane, TWanted>(
                        TLane.Load(predictions, i),
                        TLane.Load(targets, i),
                        companion,
                        out var value,
                        out var gradient,
                        out var second);
                    if (shape.IsWeighted)
                    {
                        // A weight of 0 removes its element, even one whose loss is infinite or NaN.
                        var weight = TLane.Load(weights, i);
                        var isKept = ~TLane.AreEqual(weight, TLane.Zero);
                        value = isKept & (value * weight);
                        gradient = isKept & (gradient * weight);
                        second = isKept & (second * weight);
                    }

                    sum += value;
                    if (shape.StoresValues)
                    {
                        value.Store(values, i);
                    }

                    if (TWanted.Gradient && shape.StoresGradient)
                    {
                        Deliver(gradient * factor, gradients, i, shape.Mode);
                    }

                    if (TWanted.Hessian)
                    {
                        Deliver(second * factor, seconds, i, shape.Mode);
                    }
                }

                sum.AddTo(totals + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deliver<TLane>(TLane derivative, T* destination, nint offset, GradientMode mode)
        where TLane : struct, ILaneMemory<TLane, T> =>
        (mode == GradientMode.Add ? derivative + TLane.Load(destination, offset) : derivative).Store(destination, offset);
}
