namespace LossKit;

/// <summary>What one element adds to the sums of its region. Probabilities come with what they fall short of 1, so that nothing cancels.</summary>
internal interface IRegionTerms
{
    /// <summary>Gets whether <see cref="Slope"/> looks at what probabilities fall short of 1.</summary>
    static virtual bool SlopesTakeMisses => true;

    /// <summary>Gives what elements add to the sums.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="probability">The probabilities p.</param>
    /// <param name="miss">1 − p.</param>
    /// <param name="target">The targets t.</param>
    /// <param name="truePositive">Receives what they add to the first sum.</param>
    /// <param name="falsePositive">Receives what they add to the second.</param>
    /// <param name="falseNegative">Receives what they add to the third.</param>
    static abstract void Count<TLane>(
        TLane probability, TLane miss, TLane target, out TLane truePositive, out TLane falsePositive, out TLane falseNegative)
        where TLane : struct, ILane<TLane>;

    /// <summary>Gives the derivative by the probabilities of a score whose derivatives by the sums are known.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="probability">The probabilities p.</param>
    /// <param name="miss">1 − p.</param>
    /// <param name="target">The targets t.</param>
    /// <param name="truePositive">The derivative by the first sum.</param>
    /// <param name="falsePositive">The derivative by the second.</param>
    /// <param name="falseNegative">The derivative by the third.</param>
    /// <returns>The derivatives.</returns>
    static abstract TLane Slope<TLane>(
        TLane probability, TLane miss, TLane target, TLane truePositive, TLane falsePositive, TLane falseNegative)
        where TLane : struct, ILane<TLane>;
}
