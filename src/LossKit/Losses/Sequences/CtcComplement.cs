namespace LossKit;

/// <summary>
/// The loss of a target that is more probable than not, from what goes wrong: a difference from 1 would leave nothing of it where P is near 1.
/// </summary>
/// <remarks>
/// A path fails where it takes a class that leads nowhere from its state, or where it stands at no last state in the end. So 1 − P is a sum of
/// products that are not negative: at each frame, what stands at each state times the probability of all classes but the two or three that lead on.
/// Of those classes one often has nearly all of the frame, and the others are R without some of its terms; where that difference cancels and
/// counts, the terms are added up again without it.
/// </remarks>
/// <param name="memory">The memory with the rows of <see cref="CtcForward"/>.</param>
/// <param name="labels">The labels.</param>
internal unsafe struct CtcComplement(CtcMemory memory, CtcLabels labels) : ILaneAction<double>
{
    // A difference of less than this share of what it is taken from is made anew, if it counts.
    private const double Cancelled = 0.25;

    // The part of the whole from which on it counts: all such differences of a frame, and one of them.
    private const double FrameCounts = 0.125;
    private const double StateCounts = 1.0 / 8192;

    private CompensatedSum _failed;

    /// <summary>Gets −ln P.</summary>
    public readonly double Loss => -ScalarMath.Log1p(-_failed.Value);

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var before = memory.Start;
        new Span<double>(memory.Terms, memory.Stride).Clear();
        new Span<double>(memory.Doubts, memory.Stride).Clear();
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            // What still stands, in the units of the row.
            var whole = CtcMemory.Sum<TLane>(before, memory.Stride) * (1 + memory.Rests[frame]);
            Fail<TLane>(before, frame);
            var failing = CtcMemory.Sum<TLane>(memory.Terms, memory.Stride);
            var doubtful = CtcMemory.Sum<TLane>(memory.Doubts, memory.Stride);
            if (doubtful > FrameCounts * (failing + (_failed.Value * whole)))
            {
                Refine(before, frame, _failed.Value * whole * StateCounts);
                failing = CtcMemory.Sum<TLane>(memory.Terms, memory.Stride);
            }

            _failed += (1 - _failed.Value) * (failing / whole);
            before = memory.Row(frame);
        }

        var standing = CtcMemory.Sum<TLane>(before, memory.Stride);
        new ReadOnlySpan<double>(before, memory.Stride).CopyTo(new Span<double>(memory.Terms, memory.Stride));
        (memory.Terms[memory.Labels], memory.Terms[memory.LabelsAt + memory.Labels - 1]) = (0, 0);
        _failed += (1 - _failed.Value) * (CtcMemory.Sum<TLane>(memory.Terms, memory.Stride) / standing);
    }

    // What fails at each state, and, where that cancels, what it is a difference of.
    private readonly void Fail<TLane>(double* before, int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var (rest, top) = (TLane.Create(memory.Rests[frame]), TLane.Create(memory.Tops[frame]));
        var isBlankTop = TLane.AreEqual(TLane.Create(memory.Blank), top);
        var blankPower = ~isBlankTop & TLane.Create(memory.Blanks[frame]);
        var scores = memory.Scores(frame);
        for (nint k = 0; k < memory.Width; k += TLane.Count)
        {
            var (power, next) = (TLane.Load(scores, k), TLane.Load(scores, k + 1) * TLane.Load(memory.Skips, k + 1));
            var isTop = TLane.AreEqual(TLane.Load(memory.Classes, k), top);
            var isNextTop = TLane.AreEqual(TLane.Load(memory.Classes, k + 1), top) & (next > TLane.Zero);
            var ofBlank = blankPower + (~isTop & power);
            Store(before, k, rest, isBlankTop | isTop, ofBlank);
            Store(before, memory.LabelsAt + k, rest, isBlankTop | isTop | isNextTop, ofBlank + (~isNextTop & next));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Store<TLane>(double* before, nint state, TLane rest, TLane leadsOnAtTop, TLane leadsOn)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var all = rest + (~leadsOnAtTop & TLane.One);
        var others = all - leadsOn;
        others = TLane.Select(others > TLane.Zero, others, TLane.Zero);
        var stands = TLane.Load(before, state);
        (stands * others).Store(memory.Terms, state);
        ((others < (TLane.Create(Cancelled) * all)) & (stands * all)).Store(memory.Doubts, state);
    }

    private readonly void Refine(double* before, int frame, double least)
    {
        for (var k = 0; k <= labels.Count; k++)
        {
            var own = k < labels.Count ? labels[k] : memory.Blank;
            if (memory.Doubts[k] > least)
            {
                memory.Terms[k] = before[k] * Others(frame, own, own);
            }

            var label = memory.LabelsAt + k;
            if (memory.Doubts[label] > least)
            {
                memory.Terms[label] = before[label] * Others(frame, own, memory.Skips[k + 1] > 0 ? labels[k + 1] : own);
            }
        }
    }

    // Σ e^(z − max) without the blank and two labels, of classes that are not of the target and of those that are.
    private readonly double Others(int frame, int first, int second)
    {
        var sum = memory.Outside[frame];
        var powers = memory.Scores(frame);
        for (var i = 0; i < labels.Distinct; i++)
        {
            var (label, c) = labels.First(i);
            sum += c == first || c == second ? 0 : powers[label];
        }

        return sum;
    }
}
