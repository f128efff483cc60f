namespace LossKit;

/// <summary>
/// How far elements are from their targets, for the Lovász extension: errors that fall with the prediction, one for one, where the target is 1 and
/// rise with it where the target is 0.
/// </summary>
internal interface ILovaszErrors : IRegionActivation
{
    /// <summary>Gives the errors.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="prediction">What <see cref="IRegionActivation.Apply"/> left in place of the probabilities.</param>
    /// <param name="miss">What it noted beside them.</param>
    /// <param name="target">The targets, 0 or 1.</param>
    /// <returns>The errors; those that are not positive cost nothing.</returns>
    static abstract TLane Error<TLane>(TLane prediction, TLane miss, TLane target)
        where TLane : struct, ILane<TLane>;
}
