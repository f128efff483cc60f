namespace LossKit;

/// <summary>A pass over rows that is written once for every kernel: what <c>CrossEntropyRows</c> hands its choice to.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRowKernelAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Runs the pass.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel with its parameters; the memory it points to is pinned until the pass returns.</param>
    void Run<TKernel>(TKernel kernel)
        where TKernel : struct, IRowKernel<T>;
}
