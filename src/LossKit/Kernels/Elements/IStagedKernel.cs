namespace LossKit;

/// <summary>
/// The mathematics of a loss that begins with something long, such as an exponential: cut in two, so that each half is a loop of its own.
/// </summary>
/// <remarks>
/// A processor looks about a hundred operations ahead. In a loop as long as that it works on one register and waits, for each step needs the
/// one before; in two loops of half the length it works on several. What the first leaves goes through a block of memory in the first-level
/// cache, which changes no bit.
/// </remarks>
internal interface IStagedKernel : IElementwiseKernel
{
    /// <summary>The first half.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <returns>The number of each element that the second half begins with.</returns>
    TLane Prepare<TLane>(TLane prediction, TLane target)
        where TLane : struct, ILane<TLane>;

    /// <summary>The second half.</summary>
    /// <inheritdoc cref="IElementwiseKernel.Evaluate"/>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="prepared">What <see cref="Prepare"/> gave.</param>
    /// <param name="value">Receives the losses.</param>
    /// <param name="gradient">Receives the first derivatives.</param>
    /// <param name="hessian">Receives the second derivatives.</param>
    void Finish<TLane, TWanted>(
        TLane prediction, TLane target, TLane prepared, out TLane value, out TLane gradient, out TLane hessian)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted;
}

/// <summary>A kernel in two halves, as the driver sees it: the third number is what the first half makes.</summary>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
internal readonly struct Staged<TKernel>(TKernel kernel) : ICompanionKernel
    where TKernel : struct, IStagedKernel
{
    /// <inheritdoc/>
    public static bool ReadsCompanion => true;

    /// <inheritdoc/>
    public static bool IsStaged => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prepare<TLane>(TLane prediction, TLane target)
        where TLane : struct, ILane<TLane> => kernel.Prepare(prediction, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate<TLane, TWanted>(
        TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
        where TLane : struct, ILane<TLane>
        where TWanted : struct, IWanted =>
        kernel.Finish<TLane, TWanted>(prediction, target, companion, out value, out gradient, out second);
}
