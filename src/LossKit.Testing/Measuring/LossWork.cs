using System.Diagnostics;
using System.Numerics;

namespace LossKit;

/// <summary>Value and gradient of a loss, with a number of threads.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="call">The loss with its inputs.</param>
/// <param name="threads">How many threads a call may use.</param>
internal sealed class LossWork<T>(LossCall<T> call, int threads) : ITimedWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the least bytes that a slice has allocated for each of its calls.</summary>
    public long AllocatedBytes { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public double Run(int calls)
    {
        ComputeThreads.Count = threads;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            call.Run();
        }

        var seconds = ITimedWork.Seconds(start, Stopwatch.GetTimestamp());
        AllocatedBytes = Math.Min(AllocatedBytes, (GC.GetAllocatedBytesForCurrentThread() - allocated) / calls);
        return seconds;
    }
}
