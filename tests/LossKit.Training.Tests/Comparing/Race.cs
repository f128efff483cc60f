using System.Collections.Concurrent;

namespace LossKit.Tests;

/// <summary>Comparisons for tests, and results made up for them.</summary>
internal static class Race
{
    private static readonly Dataset Diabetes = Samples.Dataset("diabetes.csv", "progression");

    public static Dataset Data => Diabetes;

    /// <summary>Makes a small comparison on the diabetes data: 442 rows, of which 266 train, 88 validate and 88 test.</summary>
    public static Comparison Of(int repeats, params string[] losses) =>
        new(Diabetes, new ComparisonOptions { Losses = losses, Repeats = repeats, HiddenUnits = [8], Epochs = 4 });

    /// <summary>Makes up a result in which every metric of regression has the same value.</summary>
    public static RunResult Result(string loss, int repeat, double value) => new()
    {
        Key = new(loss, repeat),
        Curve = [new(1, 1, 1)],
        BestEpoch = 1,
        TestRows = [0, 1],
        Predictions = [Diabetes.Targets[0] + 1, Diabetes.Targets[1] - 3],
        Metrics = MetricSet.For(LearningTask.Regression).ToDictionary(metric => metric.Id, _ => value, StringComparer.Ordinal),
    };

    public static RunResult Failed(string loss, int repeat) => new() { Key = new(loss, repeat), Curve = [], BestEpoch = 0, Failure = "It broke." };
}

/// <summary>Keeps results in memory.</summary>
internal sealed class MemoryStore : IRunStore
{
    public ConcurrentDictionary<RunKey, RunResult> Results { get; } = new();

    public RunResult? Find(RunKey key) => Results.GetValueOrDefault(key);

    public void Save(RunResult result) => Results[result.Key] = result;
}

/// <summary>Notes what is begun and what is finished.</summary>
internal sealed class Witness : IComparisonObserver
{
    public ConcurrentQueue<RunKey> Begun { get; } = new();

    public ConcurrentQueue<RunKey> Ended { get; } = new();

    public void Started(RunKey key) => Begun.Enqueue(key);

    public void EpochEnded(RunKey key, EpochRecord epoch)
    {
    }

    public void Finished(RunResult result) => Ended.Enqueue(result.Key);
}
