namespace LossKit;

/// <summary>A row whose scores are bounded before they are looked at: z ← c·tanh(z/c), with the slope 1 − tanh²(z/c).</summary>
/// <typeparam name="TKernel">The loss of the bounded scores.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
/// <param name="cap">The bound c; positive.</param>
internal readonly unsafe struct SoftCappedRow<TKernel, T>(TKernel kernel, double cap) : ISingleRowKernel<T>
    where TKernel : struct, ISingleRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Ignores(int target) => kernel.Ignores(target);

    /// <inheritdoc/>
    public double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask) => kernel.DivisorOf(targets, mask);

    /// <inheritdoc/>
    public double Sum<TLane, TWanted>(in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted => CopiedRows.Sum<TLane, TWanted, SoftCappedRow<TKernel, T>, T>(this, rows);

    /// <inheritdoc/>
    /// <remarks>There is no second derivative: its memory keeps the slopes meanwhile.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        Cap<TLane, TWanted>(row);
        var value = kernel.Evaluate<TLane, TWanted>(row, target, scale);
        if (TWanted.Gradient)
        {
            for (nint i = 0; i < row.Padded; i += TLane.Count)
            {
                (TLane.Load(row.Gradient, i) * TLane.Load(row.Hessian, i)).Store(row.Gradient, i);
            }
        }

        return value;
    }

    private void Cap<TLane, TWanted>(in RowMemory<T> row)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var bound = TLane.Create(cap);
        var four = TLane.Create(4.0);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var share = TLane.Load(row.Scores, i) / bound;
            (bound * LaneMath.Tanh(share)).Store(row.Scores, i);
            if (TWanted.Gradient)
            {
                // 1 − tanh² = 4e/(1 + e)² with e = exp(−2|z/c|): exact where tanh rounds to 1.
                var magnitude = TLane.Abs(share);
                var power = LaneMath.Exp(-(magnitude + magnitude));
                var sum = TLane.One + power;
                (four * power / (sum * sum)).Store(row.Hessian, i);
            }
        }

        // The padding stays below every score.
        new Span<T>(row.Scores + row.Classes, row.Padded - row.Classes).Fill(T.NegativeInfinity);
    }
}
