namespace LossKit;

/// <summary>
/// The mathematics of a loss that looks at one prediction and one target at a time. Parameters are the struct's fields; a
/// kernel never sees an index, a length, a weight, a thread or a reduction.
/// </summary>
/// <remarks>
/// Written once against <see cref="ILane{TSelf}"/>, the same body runs at every register width in float and double.
/// Implement it as a <c>readonly struct</c> and hand it to <c>Loss.From</c>.
/// </remarks>
public interface IElementwiseKernel
{
    /// <summary>Gives the loss of each element with its derivatives by the prediction.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">
    /// Which results are wanted; the others may be left at any value. Ask <c>TWanted.Hessian</c> before work that only it needs.
    /// </typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="value">Receives the losses.</param>
    /// <param name="gradient">Receives the first derivatives.</param>
    /// <param name="hessian">Receives the second derivatives.</param>
    void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted;
}
