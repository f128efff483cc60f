namespace LossKit;

/// <summary>One background thread of the pool, asleep until it is woken.</summary>
#pragma warning disable CA1001 // The thread and its event live as long as the process, and the event holds no handle.
internal sealed class Worker
#pragma warning restore CA1001
{
    // Long enough to catch the next product of a training step, short enough not to be seen in a process that waits.
    private const int SpinsBeforeSleep = 50;

    private readonly ManualResetEventSlim _wake = new(initialState: false, SpinsBeforeSleep);

    /// <summary>Starts the thread. It never keeps the process alive.</summary>
    /// <param name="index">Its number, for its name.</param>
    public Worker(int index)
    {
        var thread = new Thread(Serve) { IsBackground = true, Name = $"LossKit worker {index + 1}" };
        thread.Start();
    }

    /// <summary>Wakes the thread. Waking it twice before it has come is the same as once.</summary>
    public void Wake() => _wake.Set();

    private void Serve()
    {
        while (true)
        {
            _wake.Wait();
            _wake.Reset();
            WorkerPool.Join();
        }
    }
}
