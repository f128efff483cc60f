namespace LossKit.Tests;

public sealed class ThreadTests
{
    private const int Threads = 8;
    private const int Rounds = 20;

    [Fact]
    public async Task Each_thread_has_a_graph_of_its_own_and_one_loss_serves_them_all()
    {
        var loss = new CrossEntropyLoss();
        float[][] alone = [.. Enumerable.Range(0, Threads).Select(seed => Gradient(loss, seed))];
        var together = await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Factory.StartNew(
            () => Enumerable.Range(0, Rounds).Select(_ => Gradient(loss, seed)).ToArray(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.All(together.Zip(alone), pair => Assert.All(pair.First, found => Assert.Equal(pair.Second, found)));
    }

    // Two layers of sizes that differ by thread, so that pooled memory changes hands.
    private static float[] Gradient(CrossEntropyLoss loss, int seed)
    {
        var (rows, width) = (8 + (5 * seed), 3 + seed);
        Variable x = TestData.Signed([rows, 6], seed + 1), first = TestData.Signed([6, width], seed + 2), second = TestData.Signed([width, 4], seed + 3);
        int[] classes = [.. Enumerable.Range(0, rows).Select(row => row % 4)];
        loss.Forward(x.MatrixMultiply(first).Tanh().MatrixMultiply(second), classes).Backward();
        return [.. first.Gradient, .. second.Gradient, .. x.Gradient];
    }
}
