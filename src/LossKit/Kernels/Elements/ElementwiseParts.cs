namespace LossKit;

/// <summary>How an elementwise pass is shared among threads: parts of some neighbouring blocks.</summary>
internal static class ElementwiseParts
{
    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    private const int ParallelThreshold = 1 << 16;

    private const int BlocksPerPart = 16;

    /// <summary>Executes all parts of a pass, on several threads where that is worth it.</summary>
    /// <typeparam name="TJob">The pass.</typeparam>
    /// <param name="job">The pass with its memory; its parts are those of <see cref="BlocksOf"/>.</param>
    /// <param name="count">How many elements there are.</param>
    public static void Run<TJob>(ref TJob job, int count)
        where TJob : struct, IPartitionedJob
    {
        var parts = (int)(((long)count + (BlocksPerPart * BlockSum.BlockLength) - 1) / (BlocksPerPart * BlockSum.BlockLength));
        if (count >= ParallelThreshold)
        {
            WorkerPool.Run(ref job, parts);
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            job.Execute(part);
        }
    }

    /// <summary>Gives the blocks of a part.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="blocks">How many blocks there are.</param>
    /// <returns>The first block, and the one after the last.</returns>
    public static (int First, int End) BlocksOf(int part, int blocks) =>
        (part * BlocksPerPart, Math.Min(blocks, (part + 1) * BlocksPerPart));
}
