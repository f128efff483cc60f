namespace LossKit;

/// <summary>An input of a call and its gradient, laid densely: copies where a tensor has strides, and nothing where it has not.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct DenseSlot<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseInput<T> _numbers;
    private readonly DenseInput<int> _indices;
    private readonly DenseResult<T> _gradient;
    private readonly Extents _shape;
    private readonly bool _isIndices;
    private readonly bool _isGiven;

    /// <summary>Initializes a new instance of the <see cref="DenseSlot{T}"/> struct.</summary>
    /// <param name="slot">What the caller gave.</param>
    /// <param name="mode">Whether the gradient is written or added.</param>
    /// <param name="name">The input's name.</param>
    public DenseSlot(scoped in TensorArguments<T>.Slot slot, GradientMode mode, string name)
    {
        _isGiven = slot.IsGiven;
        _isIndices = slot.IsIndices;
        if (!_isGiven)
        {
            return;
        }

        var lengths = _isIndices ? slot.Indices.Lengths : slot.Numbers.Lengths;
        Guard.Rank(name, lengths, Extents.LargestRank);
        _shape = Extents.Of(lengths);
        if (_isIndices)
        {
            _indices = new(slot.Indices);
            return;
        }

        if (!slot.Gradient.IsEmpty && !slot.Gradient.Lengths.SequenceEqual(lengths))
        {
            throw Sentences.ShapeMismatch($"the gradient of {name}", Sentences.Shape(slot.Gradient.Lengths), Sentences.Shape(lengths));
        }

        _numbers = new(slot.Numbers);
        _gradient = new(slot.Gradient, mode);
    }

    /// <summary>Gets the input as a pass reads it.</summary>
    public TensorInput<T> Input => new()
    {
        Numbers = _numbers.Span,
        Indices = _indices.Span,
        Shape = _shape,
        Gradient = _gradient.Span,
        IsIndices = _isIndices,
        IsGiven = _isGiven,
    };

    /// <summary>Copies the gradient to where the caller wants it.</summary>
    public void Deliver() => _gradient.Deliver();

    /// <summary>Gives back what was rented.</summary>
    public void Dispose()
    {
        _numbers.Dispose();
        _indices.Dispose();
        _gradient.Dispose();
    }
}
