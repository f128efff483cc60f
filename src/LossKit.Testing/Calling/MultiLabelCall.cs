using System.Numerics;

namespace LossKit;

/// <summary>A call of the loss of several labels for each row.</summary>
/// <param name="loss">The loss.</param>
/// <param name="labels">The labels of a row.</param>
/// <param name="prediction">The logits.</param>
/// <param name="target">The targets.</param>
internal sealed class MultiLabelCall<T>(MultiLabelSoftMarginLoss loss, int labels, T[] prediction, T[] target)
    : LossCall<T>([prediction, target], [], [new T[prediction.Length]])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Run() => loss.Evaluate<T>(prediction, labels, target, Gradients[0]);
}
