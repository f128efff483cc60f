namespace LossKit;

/// <summary>The job under way, with its type erased so that workers of any run can execute its parts.</summary>
internal abstract class PoolRun
{
    /// <summary>Executes one part of the job.</summary>
    /// <param name="part">Which part.</param>
    public abstract void Execute(int part);
}

/// <summary>Holds the job under way of one type. There is one for each type, made at its first run: runs allocate nothing.</summary>
/// <typeparam name="TJob">The type of job.</typeparam>
internal sealed class PoolRun<TJob> : PoolRun
    where TJob : struct, IPartitionedJob
{
    /// <summary>The one holder for this type of job; the pool has one run at a time.</summary>
    public static readonly PoolRun<TJob> Instance = new();

    private TJob _job;

    /// <summary>Sets the job to execute.</summary>
    public TJob Job
    {
        set => _job = value;
    }

    /// <inheritdoc/>
    public override void Execute(int part) => _job.Execute(part);
}
