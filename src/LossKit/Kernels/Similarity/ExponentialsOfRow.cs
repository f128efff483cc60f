using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>
/// Turns similarities s of a row into e^((s − 1)·f), and adds them up: those inside the diagonal block along the row, those behind it along the
/// row and down their columns, where they count for the other rows.
/// </summary>
internal unsafe struct ExponentialsOfRow : ILaneAction<double>
{
    /// <summary>The similarities from the diagonal block on.</summary>
    public double* Row;

    /// <summary>The sums of the columns behind the diagonal block, which are added to.</summary>
    public double* Sums;

    /// <summary>How many similarities there are.</summary>
    public int Count;

    /// <summary>How many of them lie inside the diagonal block.</summary>
    public int Inside;

    /// <summary>The factor f.</summary>
    public double Factor;

    /// <summary>The place of the row itself, which no sum counts.</summary>
    public int Skipped;

    /// <summary>The place of the partner, which no sum counts; negative where it stands before the block.</summary>
    public int Partner;

    /// <summary>Receives the sum along the row.</summary>
    public double Sum;

    /// <summary>Receives the partner's exponential.</summary>
    public double OfPartner;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        nint at = 0;
        for (; at + TLane.Count <= Count; at += TLane.Count)
        {
            Raise<TLane>(at);
        }

        for (; at < Count; at++)
        {
            Raise<ScalarLane<double>>(at);
        }

        Row[Skipped] = 0;
        if (Partner >= 0)
        {
            OfPartner = Row[Partner];
            Row[Partner] = 0;
        }

        Sum = BlockSum.SumBlocks<TLane, double>(Row, Count);
        var behind = Row + Inside;
        nint columns = Count - Inside;
        nint column = 0;
        for (; column + TLane.Count <= columns; column += TLane.Count)
        {
            (TLane.Load(Sums, column) + TLane.Load(behind, column)).Store(Sums, column);
        }

        for (; column < columns; column++)
        {
            Sums[column] += behind[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Raise<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, double> =>
        LaneMath.Exp((TLane.Load(Row, at) - TLane.One) * TLane.Create(Factor)).Store(Row, at);
}
