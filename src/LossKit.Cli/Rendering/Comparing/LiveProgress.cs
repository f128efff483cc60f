using Spectre.Console;

namespace LossKit.Cli;

/// <summary>A bar for each loss on a terminal: repeat, epoch, validation value.</summary>
internal sealed class LiveProgress : IComparisonObserver
{
    private readonly ComparisonOptions _options;
    private readonly Dictionary<string, ProgressTask> _bars;
    private readonly Dictionary<RunKey, int> _epochs = [];
    private readonly Lock _access = new();

    /// <summary>Initializes a new instance of the <see cref="LiveProgress"/> class.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="context">What shows the bars.</param>
    public LiveProgress(Comparison comparison, ProgressContext context)
    {
        _options = comparison.Options;
        _bars = comparison.Contenders.ToDictionary(
            contender => contender.Text,
            contender => context.AddTask(contender.Text, autoStart: false, maxValue: (double)_options.Repeats * _options.Epochs),
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Started(RunKey key)
    {
        lock (_access)
        {
            if (!_bars[key.Loss].IsStarted)
            {
                _bars[key.Loss].StartTask();
            }

            _epochs[key] = 0;
        }
    }

    /// <inheritdoc/>
    public void EpochEnded(RunKey key, EpochRecord epoch) =>
        Show(key, epoch.Epoch, $"{key.Loss}  repeat {key.Repeat}/{_options.Repeats}  epoch {epoch.Epoch}  {epoch.Validation:G4}");

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
        // Training that stopped early has done all it will do.
        var key = result.Key;
        var end = result.IsComplete ? $"ended after epoch {result.Curve.Count}" : "stopped: not finite";
        Show(key, _options.Epochs, $"{key.Loss}  repeat {key.Repeat}/{_options.Repeats}  {end}");
    }

    private void Show(RunKey key, int epochs, string text)
    {
        lock (_access)
        {
            var bar = _bars[key.Loss];
            bar.Description = text;
            _epochs[key] = epochs;
            bar.Value = _epochs.Where(pair => string.Equals(pair.Key.Loss, key.Loss, StringComparison.Ordinal)).Sum(pair => (double)pair.Value);
        }
    }
}
