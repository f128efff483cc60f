using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LossKit;

/// <summary>
/// A fair race of losses on one table: in each repeat every loss starts from the same weights, sees the same batches of the same split and
/// is stopped by its own validation value.
/// </summary>
public sealed class Comparison
{
    private readonly Repeat?[] _repeats;
    private readonly int[] _finished;

    /// <summary>Initializes a new instance of the <see cref="Comparison"/> class, and checks everything that can be checked before training.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="DataException">An option is out of range, or a loss does not fit.</exception>
    /// <exception cref="LossException">A loss or one of its options is unknown or out of range.</exception>
    public Comparison(Dataset dataset, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Dataset = dataset;
        Options = options;
        Contenders = Contender.Read(options.Losses, dataset);
        _repeats = new Repeat?[options.Repeats];
        _finished = new int[options.Repeats];
    }

    /// <summary>Gets the data.</summary>
    public Dataset Dataset { get; }

    /// <summary>Gets how it is run.</summary>
    public ComparisonOptions Options { get; }

    /// <summary>Gets the losses, in the order they were named.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    /// <summary>Gets every loss in every repeat, in the order in which they are begun.</summary>
    public IEnumerable<RunKey> Keys =>
        Enumerable.Range(1, Options.Repeats).SelectMany(repeat => Contenders.Select(contender => new RunKey(contender.Text, repeat)));

    /// <summary>Trains everything that is not in the store yet.</summary>
    /// <param name="threads">How many runs are trained side by side; it changes no bit of a result.</param>
    /// <param name="store">Where finished runs are kept.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="stop">Ends the comparison; what was finished is in the store.</param>
    /// <returns>The results, in the order of <see cref="Keys"/>.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<RunResult> Run(int threads, IRunStore store, IComparisonObserver observer, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        RunKey[] keys = [.. Keys];
        var results = new RunResult[keys.Length];
        var before = ComputeThreads.Count;
        try
        {
            // Runs side by side use the cores better than threads inside a small matrix product.
            ComputeThreads.Count = 1;
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
            // One at a time, so that they begin in the order of their keys and no thread is left with a queue of its own.
            var order = Partitioner.Create(Enumerable.Range(0, keys.Length), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(order, parallel, i => results[i] = Run(keys[i], store, observer, stop));
        }
        catch (AggregateException several)
        {
            // What went wrong, such as a full disk, is the same for all of them.
            ExceptionDispatchInfo.Throw(several.InnerExceptions.FirstOrDefault(error => error is not OperationCanceledException) ?? several);
        }
        finally
        {
            ComputeThreads.Count = before;
        }

        return results;
    }

    /// <summary>Gives the split of a repeat.</summary>
    /// <param name="repeat">The repeat, counted from 1.</param>
    /// <returns>The split.</returns>
    public DataSplit SplitOf(int repeat) => Repeat.SplitOf(Dataset, Options.Seed, repeat);

    private RunResult Run(RunKey key, IRunStore store, IComparisonObserver observer, CancellationToken stop)
    {
        var result = store.Find(key);
        if (result is null)
        {
            stop.ThrowIfCancellationRequested();
            observer.Started(key);
            var contender = Contenders.First(contender => string.Equals(contender.Text, key.Loss, StringComparison.Ordinal));
            result = new TrainingRun(contender, RepeatOf(key.Repeat), Options).Execute(observer, stop);
            store.Save(result);
        }

        Leave(key.Repeat);
        observer.Finished(result);
        return result;
    }

    private Repeat RepeatOf(int number)
    {
        lock (_repeats)
        {
            return _repeats[number - 1] ??= Repeat.Prepare(Dataset, Options.Seed, number);
        }
    }

    // The encoded rows of a repeat are let go after its last loss: a large table would otherwise be held once for each repeat.
    private void Leave(int number)
    {
        lock (_repeats)
        {
            if (++_finished[number - 1] == Contenders.Count)
            {
                _repeats[number - 1] = null;
                _finished[number - 1] = 0;
            }
        }
    }
}
