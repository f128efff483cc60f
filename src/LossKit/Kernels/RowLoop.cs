namespace LossKit;

/// <summary>
/// The loop over rows or units of work that do not depend on each other, in portions that several threads share where that is worth it.
/// </summary>
internal static class RowLoop
{
    // Below this much work a second thread costs more than it brings.
    private const long ParallelThreshold = 1 << 16;

    private const long WorkOfPortion = 1 << 13;

    /// <summary>Works on all rows.</summary>
    /// <typeparam name="TAction">The work on one row.</typeparam>
    /// <param name="action">The work with its memory.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="work">About how many elements one row takes.</param>
    public static void Run<TAction>(TAction action, int rows, long work)
        where TAction : struct, IRowAction
    {
        var portion = (int)Math.Clamp(WorkOfPortion / Math.Max(1, work), 1, Math.Max(1, rows));
        var job = new Job<TAction> { Action = action, Rows = rows, Portion = portion };
        var portions = (rows + portion - 1) / portion;
        if (rows * work >= ParallelThreshold)
        {
            WorkerPool.Run(ref job, portions);
            return;
        }

        for (var i = 0; i < portions; i++)
        {
            job.Execute(i);
        }
    }

    private struct Job<TAction> : IPartitionedJob
        where TAction : struct, IRowAction
    {
        public TAction Action;
        public int Rows;
        public int Portion;

        public readonly void Execute(int part)
        {
            var end = (int)Math.Min(Rows, ((long)part + 1) * Portion);
            for (var row = part * Portion; row < end; row++)
            {
                Action.Execute(row);
            }
        }
    }
}
