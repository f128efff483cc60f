using System.Runtime.CompilerServices;

namespace LossKit.Samples;

/// <summary>
/// over·e² where the prediction is too high, under·e² where it is too low. Written once for a register of any width: the driver
/// adds the loop, the tail, weights, reductions, threads and the sums.
/// </summary>
internal readonly struct AsymmetricKernel(double over, double under) : IElementwiseKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted
    {
        TLane error = prediction - target;
        TLane factor = TLane.Select(error > TLane.Zero, TLane.Create(over), TLane.Create(under));
        TLane pull = factor * error;
        value = pull * error;
        gradient = pull + pull;
        hessian = factor + factor;
    }
}
