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
    private readonly RowMemory<T> _row;
    private readonly T* _occupancies;
    private readonly int* _target;
    private readonly int _sequence;
    private readonly double _scale;

    /// <summary>Initializes a new instance of the <see cref="CtcFrames{T}"/> struct.</summary>
    /// <param name="call">The whole evaluation.</param>
    /// <param name="memory">The sequence's memory.</param>
    /// <param name="scratch">Scratch memory for <see cref="Parts"/> rows.</param>
    /// <param name="target">The sequence's labels.</param>
    /// <param name="sequence">Which sequence it is.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    public CtcFrames(in CtcKernel<T> call, in CtcMemory memory, T* scratch, int* target, int sequence, double scale)
    {
        var padded = RowMemory<T>.PaddedLength(call.Classes);
        _call = call;
        _memory = memory;
        _row = RowMemory<T>.InPadded(new() { Scores = scratch, Scratch = scratch + padded }, call.Classes);
        _occupancies = scratch + (2 * (nint)padded);
        _target = target;
        _sequence = sequence;
        _scale = scale;
    }

    /// <summary>Gets or sets what is to be done.</summary>
    public CtcStep Step { get; set; }

    /// <summary>Gets whether a frame has no softmax.</summary>
    public bool IsUndefined { get; private set; }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (Step == CtcStep.Measure)
        {
            Measure<TLane>();
        }
        else
        {
            Differentiate<TLane>();
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
            _memory.Totals[frame] = softmax.Total;
            LookUp(_memory.Emissions + ((nint)frame * _memory.Padded), softmax.Largest, softmax.LogTotal);
        }
    }

    // A label may follow the label before it without a blank between, unless the two are equal.
    private readonly void FindSkips()
    {
        for (var label = 1; label < _memory.States / 2; label++)
        {
            if (_target[label] != _target[label - 1])
            {
                _memory.Skips[(2 * label) + 1] = 0;
            }
        }
    }

    private readonly void LookUp(double* emissions, double largest, double logTotal)
    {
        new Span<double>(emissions + _memory.States, _memory.Padded - _memory.States).Fill(double.NegativeInfinity);
        var blank = LogProbability(_call.Blank, largest, logTotal);
        emissions[0] = blank;
        for (var state = 1; state < _memory.States; state += 2)
        {
            emissions[state] = LogProbability(_target[state / 2], largest, logTotal);
            emissions[state + 1] = blank;
        }
    }

    private readonly double LogProbability(int c, double largest, double logTotal) => double.CreateTruncating(_row.Scores[c]) - largest - logTotal;

    private readonly void Differentiate<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        new Span<T>(_occupancies, _row.Padded).Clear();
        var whole = _call.Classes - (_call.Classes % TLane.Count);
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            Gather(frame);
            AddSlopes<TLane>(frame, 0, whole);
            AddSlopes<ScalarLane<T>>(frame, whole, _call.Classes);
        }
    }

    /// <summary>Sums what the states of a class have of the paths; states were left as shares of the likeliest one.</summary>
    private readonly void Gather(int frame)
    {
        var shares = _memory.Forward(frame);
        var occupied = _memory.Occupied;
        occupied[_call.Blank] = 0;
        for (var state = 1; state < _memory.States; state += 2)
        {
            occupied[_target[state / 2]] = 0;
        }

        var total = 0.0;
        occupied[_call.Blank] += shares[0];
        total += shares[0];
        for (var state = 1; state < _memory.States; state += 2)
        {
            occupied[_target[state / 2]] += shares[state];
            occupied[_call.Blank] += shares[state + 1];
            total += shares[state] + shares[state + 1];
        }

        _occupancies[_call.Blank] = T.CreateTruncating(occupied[_call.Blank] / total);
        for (var state = 1; state < _memory.States; state += 2)
        {
            var label = _target[state / 2];
            _occupancies[label] = T.CreateTruncating(occupied[label] / total);
        }
    }

    private readonly void AddSlopes<TLane>(int frame, nint first, nint end)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var start = Start(frame);
        var (largest, total, scale) = (TLane.Create(_memory.Largest[frame]), TLane.Create(_memory.Totals[frame]), TLane.Create(_scale));
        for (var c = first; c < end; c += TLane.Count)
        {
            var probability = LaneMath.Exp(TLane.Load(_call.Logits, start + c) - largest) / total;
            var slope = scale * (probability - TLane.Load(_occupancies, c));
            (TLane.Load(_call.Gradient, start + c) + slope).Store(_call.Gradient, start + c);
        }
    }
}
