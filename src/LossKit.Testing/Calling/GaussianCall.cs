using System.Numerics;

namespace LossKit;

/// <summary>A call of the Gaussian likelihood, with a gradient for the means and one for the variances.</summary>
/// <param name="loss">The loss.</param>
/// <param name="prediction">The means.</param>
/// <param name="target">The targets.</param>
/// <param name="variance">The variances.</param>
internal sealed class GaussianCall<T>(GaussianNllLoss loss, T[] prediction, T[] target, T[] variance)
    : LossCall<T>([prediction, target, variance], [], [new T[prediction.Length], new T[variance.Length]])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Run() => loss.Evaluate<T>(prediction, target, variance, Gradients[0], Gradients[1]);
}
