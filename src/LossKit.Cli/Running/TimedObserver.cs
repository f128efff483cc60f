namespace LossKit.Cli;

/// <summary>Starts the clock of each training, and passes everything on.</summary>
/// <param name="clock">The clock.</param>
/// <param name="next">Who watches.</param>
internal sealed class TimedObserver(RunClock clock, IComparisonObserver next) : IComparisonObserver
{
    /// <inheritdoc/>
    public void Started(RunKey key)
    {
        clock.Start(key);
        next.Started(key);
    }

    /// <inheritdoc/>
    public void GradientsMade(RunKey key, int epoch, Module model) => next.GradientsMade(key, epoch, model);

    /// <inheritdoc/>
    public void EpochEnded(RunKey key, EpochRecord epoch) => next.EpochEnded(key, epoch);

    /// <inheritdoc/>
    public void Finished(RunResult result) => next.Finished(result);
}
