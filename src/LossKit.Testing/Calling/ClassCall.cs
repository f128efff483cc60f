using System.Numerics;

namespace LossKit;

/// <summary>A call of a loss of class scores against class indices.</summary>
/// <param name="loss">The loss.</param>
/// <param name="shape">The shape of the scores.</param>
/// <param name="prediction">The scores.</param>
/// <param name="target">The indices.</param>
internal sealed class ClassCall<T>(ClassLoss loss, ClassShape shape, T[] prediction, int[] target)
    : LossCall<T>([prediction], [target], [new T[prediction.Length]])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Run() => loss.Evaluate<T>(prediction, shape, target, Gradients[0]);
}
