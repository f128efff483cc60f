using System.Numerics;

namespace LossKit;

/// <summary>A call of a loss of predictions against targets.</summary>
/// <param name="loss">The loss.</param>
/// <param name="prediction">The predictions.</param>
/// <param name="target">The targets.</param>
internal sealed class MatchedCall<T>(MatchedLoss loss, T[] prediction, T[] target)
    : LossCall<T>([prediction, target], [], [new T[prediction.Length]])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Run() => loss.Evaluate<T>(prediction, target, Gradients[0]);
}
