using System.Collections.Concurrent;

namespace LossKit.Cli;

/// <summary>Keeps the gradient norms of every training, and passes everything on.</summary>
/// <param name="next">Who watches.</param>
internal sealed class GradientLog(IComparisonObserver next) : IComparisonObserver
{
    private readonly ConcurrentDictionary<RunKey, List<GradientFlow>> _flows = new();

    /// <summary>Gets what was seen of each training, an entry for each epoch that was begun.</summary>
    public IReadOnlyDictionary<RunKey, List<GradientFlow>> Flows => _flows;

    /// <inheritdoc/>
    public void Started(RunKey key)
    {
        _flows[key] = [];
        next.Started(key);
    }

    /// <inheritdoc/>
    public void GradientsMade(RunKey key, int epoch, Module model)
    {
        // One thread trains one model.
        _flows[key].Add(GradientFlow.Of(model));
        next.GradientsMade(key, epoch, model);
    }

    /// <inheritdoc/>
    public void EpochEnded(RunKey key, EpochRecord epoch) => next.EpochEnded(key, epoch);

    /// <inheritdoc/>
    public void Finished(RunResult result) => next.Finished(result);
}
