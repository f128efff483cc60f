namespace LossKit.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void The_epoch_with_the_lowest_validation_value_is_the_one_that_is_measured()
    {
        var options = new ComparisonOptions { Losses = ["mse"], Repeats = 1, HiddenUnits = [16], Epochs = 60, Patience = 5, LearningRate = 0.02 };
        var stopped = Train(options);

        // A run that ends with that epoch has the same weights, as everything before it is the same.
        var ended = Train(options with { Epochs = stopped.BestEpoch });

        Assert.Equal(stopped.Curve.MinBy(epoch => epoch.Validation).Epoch, stopped.BestEpoch);
        Assert.Equal(stopped.BestEpoch + options.Patience, stopped.Curve.Count);
        Assert.Equal(ended.Predictions, stopped.Predictions);
        Assert.NotEqual(Train(options with { Epochs = stopped.BestEpoch + 1, Patience = 60 }).Curve[^1], ended.Curve[^1]);
    }

    [Fact]
    public void Results_are_in_the_order_of_the_keys_and_begun_in_it()
    {
        var comparison = Race.Of(2, "mse", "mae");
        var witness = new Witness();

        var results = comparison.Run(threads: 1, new MemoryStore(), witness, CancellationToken.None);

        Assert.Equal([new("mse", 1), new("mae", 1), new("mse", 2), new("mae", 2)], comparison.Keys);
        Assert.Equal(comparison.Keys, results.Select(result => result.Key));
        Assert.Equal(comparison.Keys, witness.Begun);
    }

    [Fact]
    public void What_is_in_the_store_is_not_trained_again()
    {
        var comparison = Race.Of(2, "mse", "mae");
        var store = new MemoryStore();
        store.Save(Race.Result("mae", 1, 5));
        var witness = new Witness();

        var results = comparison.Run(threads: 2, store, witness, CancellationToken.None);

        Assert.DoesNotContain(new RunKey("mae", 1), witness.Begun);
        Assert.Equal(3, witness.Begun.Count);
        Assert.Equal(4, witness.Ended.Count);
        Assert.Same(store.Results[new("mae", 1)], results[1]);
    }

    [Fact]
    public void What_breaks_the_store_is_said_as_it_is()
    {
        var error = Assert.Throws<IOException>(
            () => Race.Of(1, "mse", "mae").Run(threads: 2, new FullStore(), new Witness(), CancellationToken.None));

        Assert.Equal("The disk is full.", error.Message);
    }

    [Fact]
    public void A_stopped_comparison_gives_no_result()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Race.Of(1, "mse").Run(threads: 1, new MemoryStore(), new Witness(), stop.Token));
    }

    private static RunResult Train(ComparisonOptions options) =>
        Assert.Single(new Comparison(Race.Data, options).Run(threads: 1, new MemoryStore(), new Witness(), CancellationToken.None));

    private sealed class FullStore : IRunStore
    {
        public RunResult? Find(RunKey key) => null;

        public void Save(RunResult result) => throw new IOException("The disk is full.");
    }
}
