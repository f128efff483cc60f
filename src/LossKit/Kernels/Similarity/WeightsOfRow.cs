using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>Multiplies a row by what its own row and each column pull with; where both pull with 0, it is 0 whatever it held.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct WeightsOfRow<T> : ILaneAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The row.</summary>
    public T* Row;

    /// <summary>What the columns pull with.</summary>
    public T* Pulls;

    /// <summary>How many columns there are.</summary>
    public int Count;

    /// <summary>What the row pulls with.</summary>
    public T Own;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        nint at = 0;
        for (; at + TLane.Count <= Count; at += TLane.Count)
        {
            Multiply<TLane>(at);
        }

        for (; at < Count; at++)
        {
            Multiply<ScalarLane<T>>(at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Multiply<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var pull = TLane.Load(Pulls, at) + TLane.Create(double.CreateTruncating(Own));
        (~TLane.AreEqual(pull, TLane.Zero) & (TLane.Load(Row, at) * pull)).Store(Row, at);
    }
}
