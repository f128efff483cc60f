namespace LossKit;

/// <summary>How many threads a single call may use, for the whole process.</summary>
/// <remarks>
/// The count changes how long a call takes and never a bit of its result: work is cut into the same pieces whatever the
/// count, or into pieces whose elements do not see where the cut was. Set it to 1 where the threads are used better one
/// level up, one model each.
/// </remarks>
public static class ComputeThreads
{
    private static int _count = Environment.ProcessorCount;

    /// <summary>
    /// Gets or sets the number of threads that one call may use, the calling one included. The default is
    /// <see cref="Environment.ProcessorCount"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, $"The number of threads is {value}; write 1 (the calling thread alone) or more.");
            }

            Volatile.Write(ref _count, value);
        }
    }
}
