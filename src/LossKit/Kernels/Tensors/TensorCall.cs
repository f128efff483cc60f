using System.Diagnostics.CodeAnalysis;

namespace LossKit;

/// <summary>One evaluation of a loss of several arrays: what is read, what is written, and how it is reduced.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal ref struct TensorCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most inputs a loss may have.</summary>
    public const int MostInputs = 4;

    private TensorInput<T> _first;
    private TensorInput<T> _second;
    private TensorInput<T> _third;
    private TensorInput<T> _fourth;

    /// <summary>Initializes a new instance of the <see cref="TensorCall{T}"/> struct with its defaults.</summary>
    public TensorCall()
    {
    }

    /// <summary>Gets or sets where the single losses go; empty where only the reduced value is wanted.</summary>
    public Span<T> Values { get; set; }

    /// <summary>Gets or sets a factor for each single loss; empty for none. A mean still divides by how many there are.</summary>
    public ReadOnlySpan<T> Weight { get; set; }

    /// <summary>Gets or sets where the reduced values of the terms of a sum of losses go, in their order; empty where they are not wanted.</summary>
    public Span<T> Terms { get; set; }

    /// <summary>Gets or sets how the single losses are reduced.</summary>
    public Reduction Reduction { get; set; }

    /// <summary>Gets or sets whether gradients are written or added.</summary>
    public GradientMode Mode { get; set; }

    /// <summary>Gets or sets the register width: the widest there is, unless a test compares widths.</summary>
    public LaneWidth Width { get; set; } = LaneDispatch.Widest;

    /// <summary>Gets whether any gradient is wanted.</summary>
    public readonly bool WantsGradient =>
        !(_first.Gradient.IsEmpty && _second.Gradient.IsEmpty && _third.Gradient.IsEmpty && _fourth.Gradient.IsEmpty);

    /// <summary>Gets an input.</summary>
    /// <param name="input">Its position on the card.</param>
    [UnscopedRef]
    public ref TensorInput<T> this[int input]
    {
        get
        {
            switch (input)
            {
                case 0:
                    return ref _first;
                case 1:
                    return ref _second;
                case 2:
                    return ref _third;
                default:
                    return ref _fourth;
            }
        }
    }

    /// <summary>Gives the numbers of an input.</summary>
    /// <param name="input">Its position on the card.</param>
    /// <returns>The numbers in row-major order.</returns>
    public readonly ReadOnlySpan<T> Numbers(int input) => Get(input).Numbers;

    /// <summary>Gives the whole numbers of an input.</summary>
    /// <param name="input">Its position on the card.</param>
    /// <returns>Labels, class indices or lengths in row-major order.</returns>
    public readonly ReadOnlySpan<int> Indices(int input) => Get(input).Indices;

    /// <summary>Gives where the gradient of an input is added.</summary>
    /// <param name="input">Its position on the card.</param>
    /// <returns>The memory; empty where it is not wanted.</returns>
    public readonly Span<T> Gradient(int input) => Get(input).Gradient;

    /// <summary>Gives the shape of an input.</summary>
    /// <param name="input">Its position on the card.</param>
    /// <returns>The shape.</returns>
    public readonly Extents Shape(int input) => Get(input).Shape;

    private readonly TensorInput<T> Get(int input) => input switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _fourth,
    };
}
