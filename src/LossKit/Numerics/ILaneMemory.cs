namespace LossKit;

/// <summary>How a lane is read from and written to memory. Drivers use it; a kernel never sees an address.</summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface ILaneMemory<TSelf, T> : ILane<TSelf>
    where TSelf : struct, ILaneMemory<TSelf, T>
    where T : unmanaged
{
    /// <summary>Reads <c>Count</c> elements from <paramref name="source"/> + <paramref name="offset"/>; no alignment is asked for.</summary>
    static abstract unsafe TSelf Load(T* source, nint offset);

    /// <summary>Writes <c>Count</c> elements to <paramref name="destination"/> + <paramref name="offset"/>.</summary>
    unsafe void Store(T* destination, nint offset);

    /// <summary>Adds each element, converted to <see cref="double"/> without rounding, to the total of its place.</summary>
    /// <param name="totals"><c>Count</c> totals.</param>
    unsafe void AddTo(double* totals);
}
