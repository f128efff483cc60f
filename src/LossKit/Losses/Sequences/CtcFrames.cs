using System.Runtime.Intrinsics;

namespace LossKit;

/// <summary>The passes over the frames of one sequence, along the classes.</summary>
/// <remarks>
/// What the classes of the target have of a frame is computed in double whatever the element type, so that probability and occupancy, which agree
/// to many digits in a model that is nearly right, leave their difference with the digits of the other classes.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct CtcFrames<T> : ILaneAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Rows of classes are padded to multiples of this, the widest lane of floats.
    private const int Padding = 16;

    // Frames of a sequence lie apart by all sequences: so many are asked for before they are read.
    private const int Ahead = 4;

    // Less is 0, and not a subnormal number, which takes the processor a hundred times as long.
    private const double LeastShare = 1e-300;

    // Scores, powers, which classes are not of the target, and slopes.
    private const int Parts = 4;

    private readonly CtcKernel<T> _call;
    private readonly CtcMemory _memory;
    private readonly CtcLabels _labels;
    private readonly T* _scores;
    private readonly T* _powers;
    private readonly T* _outside;
    private readonly T* _slopes;
    private readonly int _padded;
    private readonly int _sequence;
    private readonly double _scale;
    private CtcStep _step;

    /// <summary>Initializes a new instance of the <see cref="CtcFrames{T}"/> struct.</summary>
    /// <param name="call">The whole evaluation.</param>
    /// <param name="memory">The sequence's memory.</param>
    /// <param name="labels">The sequence's labels.</param>
    /// <param name="scratch">As much as <see cref="Length"/> says.</param>
    /// <param name="sequence">Which sequence it is.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    public CtcFrames(in CtcKernel<T> call, in CtcMemory memory, in CtcLabels labels, T* scratch, int sequence, double scale)
    {
        _call = call;
        _memory = memory;
        _labels = labels;
        _padded = Padded(call.Classes);
        _scores = scratch;
        _powers = scratch + _padded;
        _outside = _powers + _padded;
        _slopes = _outside + _padded;
        _sequence = sequence;
        _scale = scale;
        new Span<T>(_scores, _padded).Fill(T.NegativeInfinity);
        new Span<T>(_outside, _padded).Fill(T.One);
        new Span<T>(_slopes, _padded).Clear();
        _outside[call.Blank] = T.Zero;
        for (var i = 0; i < labels.Distinct; i++)
        {
            _outside[labels.First(i).Class] = T.Zero;
        }
    }

    /// <summary>Gets whether a frame has no softmax.</summary>
    public bool IsUndefined { get; private set; }

    /// <summary>Gives how much scratch memory is needed.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>The number of elements.</returns>
    public static int Length(int classes) => checked(Parts * Padded(classes));

    /// <summary>Does something with all frames.</summary>
    /// <param name="step">What is to be done.</param>
    public void Execute(CtcStep step)
    {
        _step = step;
        LaneDispatch.Run<CtcFrames<T>, T>(ref this, _call.Width);
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

    private static int Padded(int classes) => checked(classes + Padding - 1) / Padding * Padding;

    private readonly nint Start(int frame) => (((nint)frame * _call.Sequences) + _sequence) * _call.Classes;

    private readonly T* Logits(int frame) => _call.Logits + Start(frame);

    private void Measure<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        for (var frame = 0; frame < _memory.Frames && !IsUndefined; frame++)
        {
            var logits = Logits(frame);
            CacheLine.Request(Logits(frame + Ahead), _call.Classes);
            var scores = Whole(logits);
            var largest = LargestOf<TLane>(scores);
            _memory.Largest[frame] = largest;
            _memory.Outside[frame] = Outside<TLane>(scores, largest);
            IsUndefined = !double.IsFinite(largest) || double.IsNaN(_memory.Outside[frame]);
            LookUp(logits, frame);
        }
    }

    // The row itself where it fills its registers, else a copy with −∞ behind it.
    private readonly T* Whole(T* logits)
    {
        if (_padded == _call.Classes)
        {
            return logits;
        }

        new ReadOnlySpan<T>(logits, _call.Classes).CopyTo(new Span<T>(_scores, _call.Classes));
        return _scores;
    }

    // NaN is not looked for here: it shows in the sum.
    private readonly double LargestOf<TLane>(T* scores)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var most = TLane.Load(scores, 0);
        for (nint c = TLane.Count; c < _padded; c += TLane.Count)
        {
            var score = TLane.Load(scores, c);
            most = TLane.Select(score > most, score, most);
        }

        for (nint i = 0; i < Padding; i += TLane.Count)
        {
            most.Store(_powers, i);
        }

        var largest = Vector128.Load(_powers);
        for (var i = Vector128<T>.Count; i < Padding; i += Vector128<T>.Count)
        {
            largest = Vector128.MaxNative(largest, Vector128.Load(_powers + i));
        }

        var single = largest[0];
        for (var i = 1; i < Vector128<T>.Count; i++)
        {
            single = T.MaxNative(single, largest[i]);
        }

        return double.CreateTruncating(single);
    }

    // Σ e^(z − max) over the classes that are not of the target; NaN if any score is NaN.
    private readonly double Outside<TLane>(T* scores, double largest)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var shift = TLane.Create(largest);
        for (nint c = 0; c < _padded; c += TLane.Count)
        {
            (LaneMath.Decay(TLane.Load(scores, c) - shift) * TLane.Load(_outside, c)).Store(_powers, c);
        }

        return BlockSum.Sum<TLane, T>(_powers, _padded);
    }

    private readonly void LookUp()
    {
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            LookUp(Logits(frame), frame);
        }
    }

    private readonly void LookUp(T* logits, int frame)
    {
        var scores = _memory.Scores(frame);
        var largest = _memory.Largest[frame];
        var target = _labels.Target;
        var top = CtcMemory.NoTop;
        for (var label = 0; label < target.Length; label++)
        {
            var score = double.CreateTruncating(logits[target[label]]) - largest;
            scores[label] = score;
            if (score == 0)
            {
                top = target[label];
            }
        }

        var blank = double.CreateTruncating(logits[_call.Blank]) - largest;
        _memory.Blanks[frame] = blank;
        _memory.Tops[frame] = blank == 0 ? _call.Blank : top;
    }

    private readonly void Differentiate<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        for (var frame = 0; frame < _memory.Frames; frame++)
        {
            CacheLine.Request(Logits(frame + Ahead), _call.Classes);
            CacheLine.Request(_call.Gradient + Start(frame + Ahead), _call.Classes);
            FindSlopes(frame);
            var gradient = _call.Gradient + Start(frame);
            var whole = _call.Classes - (_call.Classes % TLane.Count);
            AddSlopes<TLane>(frame, Logits(frame), gradient, 0, whole);
            AddSlopes<ScalarLane<T>>(frame, Logits(frame), gradient, whole, _call.Classes);
        }
    }

    /// <summary>Finds probability − occupancy of the classes of the target.</summary>
    private readonly void FindSlopes(int frame)
    {
        var shares = _memory.Row(frame) + _memory.LabelsAt;
        _labels.Gather(shares);
        var powers = _memory.Scores(frame);
        var perTotal = 1 / (1 + _memory.Rests[frame]);
        var perShare = 1 / _memory.Totals[frame];
        var least = _memory.Totals[frame] * LeastShare;
        var top = (int)_memory.Tops[frame];
        var blank = _memory.BlankShares[frame] * perShare;
        var elsewhere = top == _call.Blank ? 0 : blank;
        _slopes[_call.Blank] = T.CreateTruncating((_memory.Blanks[frame] * perTotal) - blank);
        for (var i = 0; i < _labels.Distinct; i++)
        {
            var (label, c) = _labels.First(i);
            var share = shares[label] > least ? shares[label] * perShare : 0;
            _slopes[c] = T.CreateTruncating((powers[label] * perTotal) - share);
            elsewhere += c == top ? 0 : share;
        }

        if (top != CtcMemory.NoTop)
        {
            // (1 − occupancy) − (1 − p), since both may be all but 1.
            _slopes[top] = T.CreateTruncating(elsewhere - (_memory.Rests[frame] * perTotal));
        }
    }

    private readonly void AddSlopes<TLane>(int frame, T* logits, T* gradient, nint first, nint end)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var (largest, scale) = (TLane.Create(_memory.Largest[frame]), TLane.Create(_scale));
        var perTotal = TLane.Create(1 / (1 + _memory.Rests[frame]));
        for (var c = first; c < end; c += TLane.Count)
        {
            var probability = LaneMath.Decay(TLane.Load(logits, c) - largest) * perTotal;
            var slope = (probability * TLane.Load(_outside, c)) + TLane.Load(_slopes, c);
            (TLane.Load(gradient, c) + (scale * slope)).Store(gradient, c);
        }
    }
}
