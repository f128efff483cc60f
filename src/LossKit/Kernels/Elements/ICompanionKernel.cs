namespace LossKit;

/// <summary>
/// The mathematics of a loss whose elements need a third number beside prediction and target: the variance of a Gaussian, the
/// weight of a positive label, the quantile.
/// </summary>
internal interface ICompanionKernel
{
    /// <summary>Gets whether the third number is read at all, known at compile time.</summary>
    static abstract bool ReadsCompanion { get; }

    /// <summary>Gets whether the third number is none of the caller's but made from the other two, by <see cref="Prepare"/>.</summary>
    static virtual bool IsStaged => false;

    /// <summary>Makes the third numbers of a kernel that is staged; see <see cref="IStagedKernel"/>.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <returns>What <see cref="Evaluate"/> is given as the third numbers.</returns>
    TLane Prepare<TLane>(TLane prediction, TLane target)
        where TLane : struct, ILane<TLane> => TLane.Zero;

    /// <summary>Gives the loss of each element with its derivatives.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="companion">The third numbers; zeros where they are not read.</param>
    /// <param name="value">Receives the losses.</param>
    /// <param name="gradient">Receives the derivatives by the prediction.</param>
    /// <param name="second">
    /// Receives the second derivatives by the prediction or, for a loss that is differentiable in its companion, the
    /// first derivatives by that.
    /// </param>
    void Evaluate<TLane, TWanted>(
        TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted;
}

/// <summary>A kernel of two numbers, as the driver sees it.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
internal readonly struct WithoutCompanion<TKernel>(TKernel kernel) : ICompanionKernel
    where TKernel : struct, IElementwiseKernel
{
    /// <inheritdoc/>
    public static bool ReadsCompanion => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate<TLane, TWanted>(
        TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted =>
        kernel.Evaluate<TLane, TWanted>(prediction, target, out value, out gradient, out second);
}
