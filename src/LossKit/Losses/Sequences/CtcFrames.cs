namespace LossKit;

/// <summary>The passes over the frames of one sequence, along the classes.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct CtcFrames<T> : ILaneAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The parts of the scratch memory, each a padded row of classes: scores, powers, occupancies.</summary>
    public const int Parts = 3;

    private readonly CtcKernel<T> _call;
    private readonly CtcMemory _memory;
    private readonly CtcLabels _labels;
    private readonly RowMemory<T> _row;
    private readonly T* _occupancies;
    private readonly int _sequence;
    private readonly double _scale;
    private CtcStep _step;
    private CtcOthers _others;

    /// <summary>Initializes a new instance of the <see cref="CtcFrames{T}"/> struct.</summary>
    /// <param name="call">The whole evaluation.</param>
    /// <param name="memory">The sequence's memory.</param>
    /// <param name="labels">The sequence's labels.</param>
    /// <param name="scratch">Scratch memory for <see cref="Parts"/> rows.</param>
    /// <param name="sequence">Which sequence it is.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    public CtcFrames(in CtcKernel<T> call, in CtcMemory memory, in CtcLabels labels, T* scratch, int sequence, double scale)
    {
        var padded = RowMemory<T>.PaddedLength(call.Classes);
        _call = call;
        _memory = memory;
        _labels = labels;
        _row = new() { Scores = scratch, Scratch = scratch + padded, Classes = call.Classes, Padded = padded };
        _occupancies = scratch + (2 * (nint)padded);
        _sequence = sequence;
        _scale = scale;
    }

    /// <summary>Gets whether a frame has no softmax.</summary>
    public bool IsUndefined { get; private set; }

    /// <summary>Does something with all frames.</summary>
    /// <param name="step">What is to be done.</param>
    public void Execute(CtcStep step)
    {
        _step = step;
        LaneDispatch.Run<CtcFrames<T>, T>(ref this, _call.Width);
    }

    /// <summary>Adds up e^(z − max) over the classes of a frame, but for some, without a difference.</summary>
    /// <param name="others">The frame and the classes to leave out.</param>
    /// <returns>The sum.</returns>
    public double Others(CtcOthers others)
    {
        _others = others;
        Execute(CtcStep.AddOthers);
        return _others.Sum;
    }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        switch (_step)
        {
            case CtcStep.Measure:
                Measure<TLane>();
                break;
            case CtcStep.LookUp:
                LookUp();
                break;
            case CtcStep.AddOthers:
                AddOthers<TLane>();
                break;
            default:
                Differentiate<TLane>();
                break;
        }
    }

    /// <summary>Adds NaN to the gradient of every frame, since every frame's share depends on all.</summary>
    public readonly void FillNaN()
    {
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            new Span<T>(_call.Gradient + Start(frame), _call.Classes).Fill(T.NaN);
        }
    }

    private readonly nint Start(int frame) => (((nint)frame * _call.Sequences) + _sequence) * _call.Classes;

    private void Measure<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        FindSkips();
        new Span<T>(_row.Scores, _row.Padded).Fill(T.NegativeInfinity);
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            new ReadOnlySpan<T>(_call.Logits + Start(frame), _call.Classes).CopyTo(new Span<T>(_row.Scores, _call.Classes));
            var softmax = SoftmaxRow.Measure<TLane, T>(_row);
            if (softmax.IsUndefined)
            {
                IsUndefined = true;
                return;
            }

            _memory.Largest[frame] = softmax.Largest;
            _memory.Rests[frame] = softmax.Rest;
            LookUp(frame);
        }
    }

    // A label may follow the label before it without a blank between, unless the two are equal.
    private readonly void FindSkips()
    {
        for (var label = 0; label < _labels.Count; label++)
        {
            _memory.Classes[label] = _labels[label];
            _memory.Skips[label] = label > 0 && _labels[label] != _labels[label - 1] ? 1 : 0;
        }
    }

    private readonly void LookUp()
    {
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            LookUp(frame);
        }
    }

    private readonly void LookUp(int frame)
    {
        var logits = _call.Logits + Start(frame);
        var scores = _memory.Scores(frame);
        var largest = _memory.Largest[frame];
        var top = -1;
        for (var label = 0; label < _labels.Count; label++)
        {
            var score = double.CreateTruncating(logits[_labels[label]]) - largest;
            scores[label] = score;
            top = score == 0 ? _labels[label] : top;
        }

        var blank = double.CreateTruncating(logits[_call.Blank]) - largest;
        _memory.Blanks[frame] = blank;
        _memory.Tops[frame] = blank == 0 ? _call.Blank : top;
    }

    private void AddOthers<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var powers = _row.Scratch;
        if (!_others.ArePowersReady)
        {
            new ReadOnlySpan<T>(_call.Logits + Start(_others.Frame), _call.Classes).CopyTo(new Span<T>(_row.Scores, _call.Classes));
            var largest = TLane.Create(_memory.Largest[_others.Frame]);
            for (nint c = 0; c < _row.Padded; c += TLane.Count)
            {
                LaneMath.Exp(TLane.Load(_row.Scores, c) - largest).Store(powers, c);
            }
        }

        var (first, second) = (powers[_others.First], powers[_others.Second]);
        var blank = powers[_call.Blank];
        (powers[_others.First], powers[_others.Second], powers[_call.Blank]) = (T.Zero, T.Zero, T.Zero);
        _others.Sum = BlockSum.Sum<TLane, T>(powers, _row.Padded);
        (powers[_others.First], powers[_others.Second], powers[_call.Blank]) = (first, second, blank);
    }

    private readonly void Differentiate<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        new Span<T>(_occupancies, _row.Padded).Clear();
        var whole = _call.Classes - (_call.Classes % TLane.Count);
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            var (top, total) = ((int)_memory.Tops[frame], 1 + _memory.Rests[frame]);
            var occupiedElsewhere = Occupy(frame, top);
            var place = _call.Gradient + Start(frame) + Math.Max(0, top);
            var before = *place;
            AddSlopes<TLane>(frame, total, 0, whole);
            AddSlopes<ScalarLane<T>>(frame, total, whole, _call.Classes);
            if (top >= 0)
            {
                // (1 − p) and (1 − occupancy) instead of p and occupancy, which may both be all but 1.
                *place = before + T.CreateTruncating(_scale * (occupiedElsewhere - (_memory.Rests[frame] / total)));
            }
        }
    }

    /// <summary>Sums what the states of a class have of the paths, and says how much classes other than one have.</summary>
    private readonly double Occupy(int frame, int top)
    {
        var row = _memory.Row(frame);
        var total = _memory.Totals[frame];
        var labels = row + _memory.LabelsAt;
        _labels.Gather(labels);
        var blank = CtcMemory.Sum<ScalarLane<double>>(row, _memory.Width);
        _occupancies[_call.Blank] = T.CreateTruncating(blank / total);
        var elsewhere = top == _call.Blank ? 0 : blank;
        for (var i = 0; i < _labels.Distinct; i++)
        {
            var (label, c) = (labels[_labels.First(i)], _labels[_labels.First(i)]);
            _occupancies[c] = T.CreateTruncating(label / total);
            elsewhere += c == top ? 0 : label;
        }

        return elsewhere / total;
    }

    private readonly void AddSlopes<TLane>(int frame, double sum, nint first, nint end)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var start = Start(frame);
        var (largest, total, scale) = (TLane.Create(_memory.Largest[frame]), TLane.Create(sum), TLane.Create(_scale));
        for (var c = first; c < end; c += TLane.Count)
        {
            var probability = LaneMath.Exp(TLane.Load(_call.Logits, start + c) - largest) / total;
            var slope = scale * (probability - TLane.Load(_occupancies, c));
            (TLane.Load(_call.Gradient, start + c) + slope).Store(_call.Gradient, start + c);
        }
    }
}
