namespace LossKit;

/// <summary>What a sum of losses is divided by. It is known before the first loss is computed, so gradients are scaled in the same pass.</summary>
/// <param name="Value">The number the sum is divided by: 1 for sums and unreduced losses, 0 when there is nothing to average.</param>
internal readonly record struct Divisor(double Value)
{
    /// <summary>Gets what gradients are multiplied by: 0 when there is nothing to average.</summary>
    public double Scale => Value == 0 ? 0 : 1 / Value;

    /// <summary>Gives the divisor for losses that all count alike.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="count">How many losses there are: elements, groups or rows.</param>
    /// <param name="batch">The first dimension, for <see cref="Reduction.BatchMean"/>.</param>
    /// <returns>The divisor.</returns>
    public static Divisor ForCount(Reduction reduction, long count, long batch) => new(reduction switch
    {
        Reduction.Mean => count,
        Reduction.BatchMean => batch,
        _ => 1,
    });

    /// <summary>Gives the divisor for losses that count by a weight.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="weightSum">The sum of the weights of what is not ignored.</param>
    /// <returns>The divisor.</returns>
    public static Divisor ForWeights(Reduction reduction, double weightSum) =>
        new(reduction == Reduction.Mean ? weightSum : 1);

    /// <summary>Divides a sum; nothing to average gives 0.</summary>
    /// <param name="sum">The sum of the losses.</param>
    /// <returns>The reduced loss.</returns>
    public double Divide(double sum) => Value == 0 ? 0 : sum / Value;
}
