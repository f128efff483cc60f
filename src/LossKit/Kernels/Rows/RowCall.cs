using System.Diagnostics.CodeAnalysis;

namespace LossKit;

/// <summary>One evaluation of a loss over rows of class scores: what is read, what is written, and how it is reduced.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct RowCall<T>
    where T : unmanaged
{
    /// <summary>Initializes a new instance of the <see cref="RowCall{T}"/> struct with its defaults.</summary>
    public RowCall()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="RowCall{T}"/> struct with all that the usual call has, without a copy.</summary>
    /// <param name="prediction">The scores.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The class index of each row.</param>
    /// <param name="gradient">Where the gradient goes.</param>
    /// <param name="hessian">Where the second derivative goes.</param>
    /// <param name="mode">Whether gradients are written or added.</param>
    /// <param name="mask">Which rows count.</param>
    /// <param name="reduction">How the losses are reduced.</param>
    [SetsRequiredMembers]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowCall(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> gradient,
        Span<T> hessian,
        GradientMode mode,
        ReadOnlySpan<bool> mask,
        Reduction reduction)
    {
        Prediction = prediction;
        Shape = shape;
        Target = target;
        Gradient = gradient;
        Hessian = hessian;
        Mode = mode;
        Mask = mask;
        Reduction = reduction;
    }

    /// <summary>Gets the scores.</summary>
    public required ReadOnlySpan<T> Prediction { get; init; }

    /// <summary>Gets their shape.</summary>
    public required ClassShape Shape { get; init; }

    /// <summary>Gets the class index of each row; empty where targets are <see cref="Distribution"/>.</summary>
    public ReadOnlySpan<int> Target { get; init; }

    /// <summary>Gets the target of each score, in the shape of the scores; empty where targets are class indices.</summary>
    public ReadOnlySpan<T> Distribution { get; init; }

    /// <summary>
    /// Gets which rows count, one for each; empty where all do. A row that does not is 0 with its gradient, whatever its scores and its
    /// target hold, and a mean does not divide by it.
    /// </summary>
    public ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>Gets a factor for each row's loss; empty for none. A mean does not count it, and 0 removes the row.</summary>
    public ReadOnlySpan<T> Weight { get; init; }

    /// <summary>Gets where the single losses go, one for each row; empty where only the reduced value is wanted.</summary>
    public Span<T> Values { get; init; }

    /// <summary>Gets whether the single losses are written or added, as the later terms of a sum of losses are.</summary>
    public GradientMode ValuesMode { get; init; }

    /// <summary>Gets where the gradient goes; empty where it is not wanted.</summary>
    public Span<T> Gradient { get; init; }

    /// <summary>Gets where the second derivative goes; empty where it is not wanted.</summary>
    public Span<T> Hessian { get; init; }

    /// <summary>Gets whether gradients are written or added.</summary>
    public GradientMode Mode { get; init; }

    /// <summary>Gets the factor of single losses and derivatives; the reduced value is the loss's own, without it.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Gets where the reduced values of the terms of a sum of losses go, in their order; empty where they are not wanted.</summary>
    public Span<T> Terms { get; init; }

    /// <summary>Gets where the number that a mean divides by goes, whatever the reduction; empty where it is not wanted.</summary>
    public Span<double> Denominator { get; init; }

    /// <summary>Gets how the losses are reduced.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>Gets the register width: the widest there is, unless a test compares widths.</summary>
    public LaneWidth Width { get; init; } = LaneDispatch.Widest;
}
