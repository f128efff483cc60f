using System.Numerics;

namespace LossKit;

/// <summary>A call of cross-entropy against a probability of every class.</summary>
/// <param name="loss">The loss.</param>
/// <param name="shape">The shape of the scores.</param>
/// <param name="prediction">The scores.</param>
/// <param name="target">The probabilities.</param>
internal sealed class DistributionCall<T>(CrossEntropyLoss loss, ClassShape shape, T[] prediction, T[] target)
    : LossCall<T>([prediction, target], [], [new T[prediction.Length]])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Run() => loss.EvaluateDistribution<T>(prediction, shape, target, Gradients[0]);
}
