namespace LossKit;

/// <summary>The mathematics of a softmax loss that depends on the row only through the probability p of the true class.</summary>
internal interface ISingleClassKernel
{
    /// <summary>Gives the loss and how steeply it falls with ln p.</summary>
    /// <typeparam name="TLane">The lane: several rows side by side, or a single number.</typeparam>
    /// <param name="logProbability">ln p.</param>
    /// <param name="probability">p.</param>
    /// <param name="miss">1 − p, exact where p is near 1.</param>
    /// <param name="value">Receives the loss.</param>
    /// <param name="slope">Receives −d loss / d ln p.</param>
    void Evaluate<TLane>(TLane logProbability, TLane probability, TLane miss, out TLane value, out TLane slope)
        where TLane : struct, ILane<TLane>;
}
