namespace LossKit;

/// <summary>Watches a comparison. Calls come from several threads at once.</summary>
public interface IComparisonObserver
{
    /// <summary>Training with a loss begins.</summary>
    /// <param name="key">The loss and the repeat.</param>
    void Started(RunKey key);

    /// <summary>The gradients of the first batch of an epoch have been made, and no step was taken along them yet.</summary>
    /// <param name="key">The loss and the repeat.</param>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <param name="model">The model, which is not to be touched once this has returned.</param>
    void GradientsMade(RunKey key, int epoch, Module model)
    {
    }

    /// <summary>An epoch has ended.</summary>
    /// <param name="key">The loss and the repeat.</param>
    /// <param name="epoch">What it ended with.</param>
    void EpochEnded(RunKey key, EpochRecord epoch);

    /// <summary>Training with a loss has ended, or its result was there already.</summary>
    /// <param name="result">The result.</param>
    void Finished(RunResult result);
}
