namespace LossKit;

/// <summary>The mathematics of a loss that each embedding of a batch has as an anchor, from its distances to all others.</summary>
internal interface IAnchorKernel
{
    /// <summary>Computes the loss of one anchor and its derivative by the anchor's distances.</summary>
    /// <param name="anchor">The anchor's row.</param>
    /// <param name="distances">The distances of all embeddings to all, [N,N].</param>
    /// <param name="slopes">Receives the derivative by the distance to each row, [N]; all 0 at first.</param>
    /// <returns>The loss, and how many losses a mean divides by.</returns>
    (double Loss, long Count) Evaluate(int anchor, ReadOnlySpan<double> distances, Span<double> slopes);
}
