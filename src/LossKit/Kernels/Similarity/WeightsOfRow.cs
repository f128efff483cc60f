using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>Multiplies a row by what its own row and each column pull with; where both pull with 0, it is 0 whatever it held.</summary>
internal unsafe struct WeightsOfRow : ILaneAction<double>
{
    /// <summary>The row.</summary>
    public double* Row;

    /// <summary>What the columns pull with.</summary>
    public double* Pulls;

    /// <summary>How many columns there are.</summary>
    public int Count;

    /// <summary>What the row pulls with.</summary>
    public double Own;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        nint at = 0;
        for (; at + TLane.Count <= Count; at += TLane.Count)
        {
            Multiply<TLane>(at);
        }

        for (; at < Count; at++)
        {
            Multiply<ScalarLane<double>>(at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Multiply<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var pull = TLane.Load(Pulls, at) + TLane.Create(Own);
        (~TLane.AreEqual(pull, TLane.Zero) & (TLane.Load(Row, at) * pull)).Store(Row, at);
    }
}
