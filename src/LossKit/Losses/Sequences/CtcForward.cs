namespace LossKit;

/// <summary>
/// The pass from the first frame to the last over the states of one target: how probable it is to stand at each state, with plain numbers.
/// </summary>
/// <remarks>
/// Numbers are e^(z − max) as they are, not divided by their sums; those come in at the end as logarithms. A row that leaves the range of
/// <see cref="CtcRange"/> is scaled by a power of two, which loses nothing. What vanishes all the same is told from the way back
/// (<see cref="CtcBackward"/>).
/// </remarks>
/// <param name="memory">The memory, with z − max as its scores and blanks; they become powers.</param>
internal unsafe struct CtcForward(CtcMemory memory) : ILaneAction<double>
{
    /// <summary>Gets −ln P of the target; +∞ where it is improbable beyond all that doubles hold.</summary>
    public double Loss { get; private set; }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        for (nint frame = 0; frame < memory.Frames; frame += TLane.Count)
        {
            LaneMath.Decay(TLane.Load(memory.Blanks, frame)).Store(memory.Blanks, frame);
        }

        var before = memory.Start;
        var exponent = 0L;
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            memory.TakePowers<TLane>(frame);
            memory.Rests[frame] = Rest<TLane>(frame);
            exponent += Step<TLane>(before, frame);
            before = memory.Row(frame);
        }

        for (nint frame = 0; frame < memory.Frames; frame += TLane.Count)
        {
            LaneMath.Log1p(TLane.Load(memory.Rests, frame)).Store(memory.LogTotals, frame);
        }

        // A path ends with the last blank or the label before it.
        Loss = CtcRange.Loss(memory, before[memory.Labels] + before[memory.LabelsAt + memory.Labels - 1], exponent);
    }

    // What the other classes have and what those of the target have, but for one of the largest. That is left out before it is added where it is of
    // the target; elsewhere the frame costs ln 2 or more, and a difference will do.
    private readonly double Rest<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var scores = memory.Scores(frame);
        var top = TLane.Create(memory.Tops[frame]);
        for (nint k = 0; k < memory.Width; k += TLane.Count)
        {
            var isTop = TLane.AreEqual(TLane.Load(memory.Classes, k), top);
            (~isTop & (TLane.Load(scores, k) * TLane.Load(memory.Firsts, k))).Store(memory.Terms, k);
        }

        var labels = CtcMemory.Sum<TLane>(memory.Terms, memory.Width);
        var others = memory.Tops[frame] == CtcMemory.NoTop ? memory.Outside[frame] - 1 : memory.Outside[frame];
        return memory.Tops[frame] == memory.Blank ? others + labels : others + (labels + memory.Blanks[frame]);
    }

    // Gives the power of two that the row was multiplied by.
    private readonly int Step<TLane>(double* before, int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var scores = memory.Scores(frame);
        var row = memory.Row(frame);
        var labels = row + memory.LabelsAt;
        var labelsBefore = before + memory.LabelsAt;
        new Span<double>(row + memory.Width, CtcMemory.Padding).Clear();
        new Span<double>(labels + memory.Width, CtcMemory.Padding).Clear();
        var (blankPower, most) = (TLane.Create(memory.Blanks[frame]), TLane.Zero);
        for (nint k = 0; k < memory.Width; k += TLane.Count)
        {
            var (blank, label, previous) = (TLane.Load(before, k), TLane.Load(labelsBefore, k), TLane.Load(labelsBefore, k - 1));
            var nextBlank = CtcRange.Drop((blank + previous) * blankPower);
            var nextLabel = CtcRange.Drop((label + blank + (TLane.Load(memory.Skips, k) * previous)) * TLane.Load(scores, k));
            nextBlank.Store(row, k);
            nextLabel.Store(labels, k);
            var larger = TLane.Select(nextBlank > nextLabel, nextBlank, nextLabel);
            most = TLane.Select(larger > most, larger, most);
        }

        return CtcRange.Keep(row, memory.Stride, most);
    }
}
