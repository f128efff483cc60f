namespace LossKit;

/// <summary>
/// The pass from the last frame to the first: how probable it is to reach the end from each state, and with that each state's share of the paths.
/// </summary>
/// <remarks>It also tells whether plain numbers were enough: <see cref="CtcRange.LeastTotal"/>.</remarks>
/// <param name="memory">The memory, with the rows of <see cref="CtcForward"/>; they become rows of shares.</param>
internal unsafe struct CtcBackward(CtcMemory memory) : ILaneAction<double>
{
    /// <summary>Gets whether nothing that counts has vanished, here or on the way forward.</summary>
    public bool IsExact { get; private set; }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var back = memory.Back;
        var last = memory.Frames - 1;
        new Span<double>(back, memory.Stride).Clear();
        back[memory.Labels] = 1;
        if (memory.Labels > 0)
        {
            back[memory.LabelsAt + memory.Labels - 1] = 1;
        }

        var row = memory.Row(last);
        for (nint i = 0; i < memory.Stride; i += TLane.Count)
        {
            Share(TLane.Load(row, i), TLane.Load(back, i)).Store(row, i);
        }

        IsExact = IsEnough<TLane>(last);
        for (var frame = last - 1; frame >= 0 && IsExact; frame--)
        {
            Step<TLane>(frame);
            IsExact = IsEnough<TLane>(frame);
        }
    }

    private readonly bool IsEnough<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var total = CtcMemory.Sum<TLane>(memory.Row(frame), memory.Stride);
        memory.Totals[frame] = total;
        memory.BlankShares[frame] = CtcMemory.Sum<TLane>(memory.Row(frame), memory.Width);
        return total >= CtcRange.LeastTotal;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Share<TLane>(TLane before, TLane behind)
        where TLane : struct, ILane<TLane> => (before * TLane.Create(CtcRange.Lift)) * (behind * TLane.Create(CtcRange.Lift));

    // In place: a state looks at itself and at those behind it.
    private readonly void Step<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var scores = memory.Scores(frame + 1);
        var back = memory.Back;
        var backLabels = back + memory.LabelsAt;
        var row = memory.Row(frame);
        var labels = row + memory.LabelsAt;
        var (blankPower, most) = (TLane.Create(memory.Blanks[frame + 1]), TLane.Zero);
        for (nint k = 0; k < memory.Width; k += TLane.Count)
        {
            var label = TLane.Load(backLabels, k) * TLane.Load(scores, k);
            var blank = (TLane.Load(back, k) * blankPower) + label;
            var nextLabel = TLane.Load(backLabels, k + 1) * TLane.Load(scores, k + 1);
            label += (TLane.Load(back, k + 1) * blankPower) + (TLane.Load(memory.Skips, k + 1) * nextLabel);
            blank = CtcRange.Drop(blank);
            label = CtcRange.Drop(label);
            blank.Store(back, k);
            label.Store(backLabels, k);
            Share(TLane.Load(row, k), blank).Store(row, k);
            Share(TLane.Load(labels, k), label).Store(labels, k);
            var larger = TLane.Select(blank > label, blank, label);
            most = TLane.Select(larger > most, larger, most);
        }

        _ = CtcRange.Keep(back, memory.Stride, most);
    }
}
