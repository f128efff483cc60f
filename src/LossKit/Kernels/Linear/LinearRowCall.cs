namespace LossKit;

/// <summary>One evaluation of a loss over rows of class scores that are made on the way: z = h·Wᵀ + b.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct LinearRowCall<T>
    where T : unmanaged
{
    /// <summary>Initializes a new instance of the <see cref="LinearRowCall{T}"/> struct with its defaults.</summary>
    public LinearRowCall()
    {
    }

    /// <summary>Gets the shape.</summary>
    public required LinearShape Shape { get; init; }

    /// <summary>Gets the hidden states h, [N,D].</summary>
    public required ReadOnlySpan<T> Hidden { get; init; }

    /// <summary>Gets the weights W, [C,D].</summary>
    public required ReadOnlySpan<T> Weights { get; init; }

    /// <summary>Gets the bias b, [C]; empty for none.</summary>
    public ReadOnlySpan<T> Bias { get; init; }

    /// <summary>Gets the class index of each row.</summary>
    public required ReadOnlySpan<int> Target { get; init; }

    /// <summary>Gets a factor for each row's loss; empty for none. A mean does not count it, and 0 removes the row.</summary>
    public ReadOnlySpan<T> Weight { get; init; }

    /// <summary>Gets where the single losses go, one for each row; empty where only the reduced value is wanted.</summary>
    public Span<T> Values { get; init; }

    /// <summary>Gets where the gradient of the hidden states goes; empty where it is not wanted.</summary>
    public Span<T> HiddenGradient { get; init; }

    /// <summary>Gets where the gradient of the weights goes; empty where it is not wanted.</summary>
    public Span<T> WeightsGradient { get; init; }

    /// <summary>Gets where the gradient of the bias goes; empty where it is not wanted.</summary>
    public Span<T> BiasGradient { get; init; }

    /// <summary>Gets whether gradients are written or added.</summary>
    public GradientMode Mode { get; init; }

    /// <summary>Gets how the losses are reduced.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>Gets the most bytes that the scores of a chunk may fill, unless one row alone fills more.</summary>
    public int ChunkBytes { get; init; } = LinearRowDriver.ChunkBytes;

    /// <summary>Gets the register width: the widest there is, unless a test compares widths.</summary>
    public LaneWidth Width { get; init; } = LaneDispatch.Widest;

    /// <summary>Gets whether any gradient is wanted.</summary>
    public bool WantsGradient => !HiddenGradient.IsEmpty || !WeightsGradient.IsEmpty || !BiasGradient.IsEmpty;
}
