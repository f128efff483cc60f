using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of predictions for every position and class against the regions that are there: segmentation.</summary>
/// <remarks>
/// Predictions are [N,C,d…]: classes along axis 1, then any number of dimensions, also none. Targets are probabilities in the same shape, or the
/// class index of each position, [N,d…].
/// </remarks>
public abstract class RegionLoss : TargetTensorLoss
{
    private protected RegionLoss(LossCard card, int? ignoreIndex, Reduction reduction)
        : base(card, reduction) => IgnoreIndex = ignoreIndex;

    /// <summary>Gets the class index whose positions count in no sum; null where there is none.</summary>
    public int? IgnoreIndex { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    private protected sealed override bool AddsGradients => false;

    /// <summary>Evaluates the loss against class indices; results go into the caller's memory.</summary>
    /// <inheritdoc cref="TargetTensorLoss.Evaluate{T}(in ReadOnlyTensorSpan{T}, in ReadOnlyTensorSpan{T}, in TensorSpan{T}, GradientMode, Span{T}, ReadOnlySpan{T})"/>
    /// <param name="prediction">The predictions, [N,C,d…].</param>
    /// <param name="target">The class of each position, [N,d…], from 0 to C − 1.</param>
    /// <param name="gradient">Receives the derivative of the value by each prediction; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss, as for each class; leave empty for none.</param>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<int> target,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(prediction, gradient);
        arguments.AddIndices(target);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override void CheckNumbers<T>(in TensorCall<T> call) =>
        ClassIndices.Check(call.Indices(1), call.Shape(0)[1], IgnoreIndex, default);
}
