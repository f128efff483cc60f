namespace LossKit;

/// <summary>A pass over rows that is written once for every kernel: what <c>CrossEntropyRows</c> hands its choice to.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCall">What the pass reads and writes.</typeparam>
internal interface IRowPass<T, TCall>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCall : struct, allows ref struct
{
    /// <summary>Runs the pass.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel with its parameters; the memory it points to is pinned until the pass returns.</param>
    /// <param name="call">What to read and to write.</param>
    /// <returns>The reduced loss.</returns>
    static abstract double Run<TKernel>(TKernel kernel, in TCall call)
        where TKernel : struct, IRowKernel<T>;
}
