using System.Diagnostics.CodeAnalysis;

namespace LossKit;

/// <summary>One evaluation of an elementwise loss: what is read, what is written, and how it is reduced.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct ElementwiseCall<T>
    where T : unmanaged
{
    /// <summary>Gets the predictions; their length is the number of elements.</summary>
    public required ReadOnlySpan<T> Prediction { get; init; }

    /// <summary>Gets the targets: as many as predictions, or one for each group of them.</summary>
    public required ReadOnlySpan<T> Target { get; init; }

    /// <summary>Gets the third numbers, repeated from the start as often as needed; empty where the kernel reads none.</summary>
    public ReadOnlySpan<T> Companion { get; init; }

    /// <summary>Gets the factors of the elements, repeated from the start as often as needed; empty for none.</summary>
    public ReadOnlySpan<T> Weight { get; init; }

    /// <summary>
    /// Gets which losses count, one for each group; empty where all do. A loss that does not count is 0 with its gradient, whatever
    /// its inputs hold, and a mean does not divide by it.
    /// </summary>
    public ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>Gets where the single losses go, one for each group; empty where only the reduced value is wanted.</summary>
    public Span<T> Values { get; init; }

    /// <summary>Gets whether the single losses are written or added, as the later terms of a sum of losses are.</summary>
    public GradientMode ValuesMode { get; init; }

    /// <summary>Gets where the gradient goes; empty where it is not wanted.</summary>
    public Span<T> Gradient { get; init; }

    /// <summary>Gets where the kernel's second derivative (or second gradient) goes; empty where it is not wanted.</summary>
    public Span<T> Second { get; init; }

    /// <summary>Gets whether gradients are written or added.</summary>
    public GradientMode Mode { get; init; }

    /// <summary>Gets the factor of single losses and derivatives; the reduced value is the loss's own, without it.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Gets where the reduced values of the terms of a sum of losses go, in their order; empty where they are not wanted.</summary>
    public Span<T> Terms { get; init; }

    /// <summary>Gets how many neighbouring predictions are averaged to one loss; 1 for plain elementwise losses.</summary>
    public int Group { get; init; } = 1;

    /// <summary>Gets how the losses are reduced.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>Gets what a batch mean divides by: the first dimension; the number of losses where it is not given.</summary>
    public long? Batch { get; init; }

    /// <summary>Gets the predictions allowed.</summary>
    public Domain PredictionDomain { get; init; } = Domain.Real;

    /// <summary>Gets the targets allowed.</summary>
    public Domain TargetDomain { get; init; } = Domain.Real;

    /// <summary>Gets the third numbers allowed.</summary>
    public Domain CompanionDomain { get; init; } = Domain.Real;

    /// <summary>Gets the register width: the widest there is, unless a test compares widths.</summary>
    public LaneWidth Width { get; init; } = LaneDispatch.Widest;

    /// <summary>
    /// Gets whether results go where there are numbers that a failed call must leave as they were: inputs, or what is added to.
    /// </summary>
    public bool ReplacesData =>
        Mode == GradientMode.Add || ValuesMode == GradientMode.Add || LiesOverInput(Values) || LiesOverInput(Gradient) || LiesOverInput(Second);

    /// <summary>
    /// Gets whether there is nothing to plan: at most one block, with inputs that lie in memory as the elements do, and nothing asked for
    /// beside the reduced loss and derivatives that are written.
    /// </summary>
    public bool IsPlainBlock =>
        Prediction.Length is > 0 and <= BlockSum.BlockLength
        && Group == 1
        && Mode == GradientMode.Write
        && Weight.IsEmpty
        && Mask.IsEmpty
        && Values.IsEmpty
        && (Companion.IsEmpty || Companion.Length == Prediction.Length);

    /// <summary>Initializes a new instance of the <see cref="ElementwiseCall{T}"/> struct with its defaults.</summary>
    public ElementwiseCall()
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="ElementwiseCall{T}"/> struct with all that the usual call has: where the call is small,
    /// the copy that an initializer makes is seen.
    /// </summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="gradient">Where the gradient goes.</param>
    /// <param name="second">Where the second derivative goes.</param>
    /// <param name="weight">The factors of the elements.</param>
    /// <param name="mode">Whether gradients are written or added.</param>
    /// <param name="mask">Which losses count.</param>
    /// <param name="group">How many neighbouring predictions are averaged to one loss.</param>
    /// <param name="reduction">How the losses are reduced.</param>
    /// <param name="predictionDomain">The predictions allowed.</param>
    /// <param name="targetDomain">The targets allowed.</param>
    [SetsRequiredMembers]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ElementwiseCall(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> gradient,
        Span<T> second,
        ReadOnlySpan<T> weight,
        GradientMode mode,
        ReadOnlySpan<bool> mask,
        int group,
        Reduction reduction,
        Domain predictionDomain,
        Domain targetDomain)
    {
        Prediction = prediction;
        Target = target;
        Gradient = gradient;
        Second = second;
        Weight = weight;
        Mode = mode;
        Mask = mask;
        Group = group;
        Reduction = reduction;
        PredictionDomain = predictionDomain;
        TargetDomain = targetDomain;
    }

    private bool LiesOverInput(Span<T> result) =>
        Prediction.Overlaps(result) || Target.Overlaps(result) || Companion.Overlaps(result) || Weight.Overlaps(result);
}
