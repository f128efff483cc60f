namespace LossKit;

/// <summary>
/// The pass from the first frame to the last over the states of one target: how probable it is to stand at each state, with plain numbers.
/// </summary>
/// <remarks>
/// Numbers are e^(z − max) as they are, not divided by their sums; those come in at the end as logarithms. A row that leaves the range of
/// <see cref="CtcRange"/> is scaled by a power of two, which loses nothing. What underflows all the same is told from the way back
/// (<see cref="CtcBackward"/>).
/// </remarks>
/// <param name="memory">The memory, with its scores and skips filled.</param>
internal unsafe struct CtcForward(CtcMemory memory) : ILaneAction<double>
{
    /// <summary>Gets −ln P of the target; +∞ where it is improbable beyond all that doubles hold.</summary>
    public double Loss { get; private set; }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        Prepare<TLane>();
        var before = memory.Start;
        var exponent = 0L;
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            exponent += Step<TLane>(before, frame);
            before = memory.Row(frame);
        }

        // A path ends with the last blank or the label before it.
        var ends = before[memory.Labels] + before[memory.LabelsAt + memory.Labels - 1];
        var loss = default(CompensatedSum) + (-LaneMath.Log(ScalarLane<double>.Create(ends)).Value);
        loss += exponent * CtcRange.Ln2High;
        loss += exponent * CtcRange.Ln2Low;
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            loss += memory.LogTotals[frame];
        }

        Loss = loss.Value;
    }

    // Numbers of frames, along the frames.
    private readonly void Prepare<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        for (nint frame = 0; frame < memory.Frames; frame += TLane.Count)
        {
            LaneMath.Exp(TLane.Load(memory.Blanks, frame)).Store(memory.Blanks, frame);
            LaneMath.Log1p(TLane.Load(memory.Rests, frame)).Store(memory.LogTotals, frame);
        }
    }

    // Gives the power of two that the row was multiplied by.
    private readonly int Step<TLane>(double* before, int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var row = memory.Row(frame);
        var scores = memory.Scores(frame);
        for (nint k = 0; k < memory.Labels; k += TLane.Count)
        {
            LaneMath.Exp(TLane.Load(scores, k)).Store(scores, k);
        }

        new Span<double>(scores + memory.Labels, memory.Width - memory.Labels).Clear();
        var labels = row + memory.LabelsAt;
        var labelsBefore = before + memory.LabelsAt;
        new Span<double>(row + memory.Width, CtcMemory.Padding).Clear();
        new Span<double>(labels + memory.Width, CtcMemory.Padding).Clear();
        var (blankPower, most) = (TLane.Create(memory.Blanks[frame]), TLane.Zero);
        for (nint k = 0; k < memory.Width; k += TLane.Count)
        {
            var (blank, label, previous) = (TLane.Load(before, k), TLane.Load(labelsBefore, k), TLane.Load(labelsBefore, k - 1));
            var nextBlank = (blank + previous) * blankPower;
            var nextLabel = (label + blank + (TLane.Load(memory.Skips, k) * previous)) * TLane.Load(scores, k);
            nextBlank.Store(row, k);
            nextLabel.Store(labels, k);
            var larger = TLane.Select(nextBlank > nextLabel, nextBlank, nextLabel);
            most = TLane.Select(larger > most, larger, most);
        }

        return CtcRange.Keep(row, memory.Stride, most);
    }
}
