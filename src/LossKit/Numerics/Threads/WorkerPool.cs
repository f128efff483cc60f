using System.Runtime.ExceptionServices;

namespace LossKit;

/// <summary>
/// A pool of background threads for loops whose parts are independent. A run allocates nothing once its job type has run
/// before and the threads stand.
/// </summary>
/// <remarks>
/// The pool serves one run at a time. A second caller, and a part that itself calls the pool, runs its parts one after
/// the other on its own thread: both are correct at once and neither can wait for the other. The framework's own
/// <see cref="Parallel"/> would do the same work but allocates for every call.
/// </remarks>
internal static class WorkerPool
{
    private const int Closed = int.MinValue;
    private const int MostWorkers = 255;

    private static readonly Lock Growth = new();
    private static volatile Worker[] _workers = [];

    private static int _busy;
    private static volatile PoolRun? _run;
    private static int _parts;
    private static int _next;

    // How many workers are inside the run; below zero, nobody may enter any more.
    private static int _inside = Closed;
    private static ExceptionDispatchInfo? _failure;

    [ThreadStatic]
    private static bool _runsPart;

    /// <summary>Executes the parts 0 … <paramref name="parts"/> − 1 of the job, and returns when all are done.</summary>
    /// <typeparam name="TJob">The job. It is copied: what it changes in its own fields is lost.</typeparam>
    /// <param name="job">The work.</param>
    /// <param name="parts">How many parts it has.</param>
    /// <remarks>The first exception that a part throws is rethrown here; parts not begun by then are left out.</remarks>
    public static void Run<TJob>(ref TJob job, int parts)
        where TJob : struct, IPartitionedJob
    {
        int helpers = Math.Min(Math.Min(ComputeThreads.Count, parts) - 1, MostWorkers);
        if (helpers < 1 || _runsPart || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++)
            {
                job.Execute(part);
            }

            return;
        }

        PoolRun<TJob> run = PoolRun<TJob>.Instance;
        run.Job = job;
        _run = run;
        _parts = parts;
        _next = 0;
        _failure = null;
        Volatile.Write(ref _inside, 0);

        Worker[] workers = WorkersFor(helpers);
        for (int i = 0; i < helpers; i++)
        {
            workers[i].Wake();
        }

        ExecuteParts(run);
        WaitForWorkers();

        ExceptionDispatchInfo? failure = _failure;
        run.Job = default;
        _run = null;
        _failure = null;
        Volatile.Write(ref _busy, 0);
        failure?.Throw();
    }

    /// <summary>Called by a worker that was woken: joins the run if one is open, and leaves it when no part is left.</summary>
    internal static void Join()
    {
        int inside = Volatile.Read(ref _inside);
        while (true)
        {
            if (inside < 0)
            {
                return;
            }

            int before = Interlocked.CompareExchange(ref _inside, inside + 1, inside);
            if (before == inside)
            {
                break;
            }

            inside = before;
        }

        ExecuteParts(_run!);
        Interlocked.Decrement(ref _inside);
    }

    private static void ExecuteParts(PoolRun run)
    {
        _runsPart = true;
        try
        {
            int part;
            while ((part = Interlocked.Increment(ref _next) - 1) < _parts)
            {
                run.Execute(part);
            }
        }
#pragma warning disable CA1031 // Whatever a part throws belongs to the caller of the run, on the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref _next, _parts);
        }
        finally
        {
            _runsPart = false;
        }
    }

    // A worker that wakes late finds the run closed and sleeps again, so that nobody waits for a thread without work.
    private static void WaitForWorkers()
    {
        SpinWait spin = default;
        while (Interlocked.CompareExchange(ref _inside, Closed, 0) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static Worker[] WorkersFor(int count)
    {
        if (_workers.Length >= count)
        {
            return _workers;
        }

        lock (Growth)
        {
            int standing = _workers.Length;
            if (standing < count)
            {
                var grown = new Worker[count];
                _workers.CopyTo(grown, 0);
                for (int i = standing; i < count; i++)
                {
                    grown[i] = new Worker(i);
                }

                _workers = grown;
            }

            return _workers;
        }
    }
}
