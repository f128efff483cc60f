namespace LossKit.Tests;

[Collection(nameof(ComputeThreads))]
public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Every_part_is_executed_once(int parts)
    {
        var counts = new int[parts];
        var job = new CountingJob(counts);
        WithThreads(4, () => WorkerPool.Run(ref job, parts));
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_run_inside_a_part_and_runs_of_other_threads_are_correct()
    {
        WithThreads(4, () =>
        {
            Parallel.For(0, 8, _ =>
            {
                for (int round = 0; round < 200; round++)
                {
                    var counts = new int[64];
                    var job = new NestingJob(counts);
                    WorkerPool.Run(ref job, 8);
                    Assert.All(counts, count => Assert.Equal(1, count));
                }
            });
        });
    }

    [Fact]
    public void An_exception_of_a_part_reaches_the_caller_and_the_pool_works_on()
    {
        WithThreads(3, () =>
        {
            var failing = default(FailingJob);
            var exception = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(ref failing, 100));
            Assert.Equal("part 7", exception.Message);
            var counts = new int[100];
            var job = new CountingJob(counts);
            WorkerPool.Run(ref job, 100);
            Assert.All(counts, count => Assert.Equal(1, count));
        });
    }

    [Fact]
    public void A_warm_run_allocates_nothing()
    {
        WithThreads(2, () =>
        {
            var job = new CountingJob(new int[16]);
            long allocated = -1;
            for (int round = 0; round < 3; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                WorkerPool.Run(ref job, 16);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(0, allocated);
        });
    }

    [Fact]
    public void A_count_below_one_is_refused()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => ComputeThreads.Count = 0);
        Assert.StartsWith("The number of threads is 0; write 1 (the calling thread alone) or more.", exception.Message, StringComparison.Ordinal);
    }

    private static void WithThreads(int count, Action action)
    {
        int before = ComputeThreads.Count;
        ComputeThreads.Count = count;
        try
        {
            action();
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    private readonly struct CountingJob(int[] counts) : IPartitionedJob
    {
        public void Execute(int part) => Interlocked.Increment(ref counts[part]);
    }

    private readonly struct NestingJob(int[] counts) : IPartitionedJob
    {
        public void Execute(int part)
        {
            var inner = new CountingJob(counts[(part * 8)..((part * 8) + 8)]);
            WorkerPool.Run(ref inner, 8);
            var offset = new OffsetJob(counts, part * 8);
            WorkerPool.Run(ref offset, 8);
        }
    }

    private readonly struct OffsetJob(int[] counts, int from) : IPartitionedJob
    {
        public void Execute(int part) => Interlocked.Increment(ref counts[from + part]);
    }

    private readonly struct FailingJob : IPartitionedJob
    {
        public void Execute(int part)
        {
            if (part == 7)
            {
                throw new InvalidOperationException($"part {part}");
            }
        }
    }
}
