namespace LossKit;

/// <summary>
/// A row of a softmax loss with a class index as target: the gradient is s·(p − onehot) with one number s a row, and that of the penalty.
/// </summary>
/// <typeparam name="TKernel">The loss as a function of the true class's probability.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
/// <param name="weights">How much rows count.</param>
/// <param name="divisor">What a mean is divided by.</param>
/// <param name="penalty">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
internal readonly struct SingleClassRow<TKernel, T>(
    TKernel kernel, RowWeights<T> weights, RowDivisor divisor, double penalty = 0) : IRowKernel<T>
    where TKernel : struct, ISingleClassKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public double? DivisorWeight(int target)
    {
        if (weights.Ignores(target))
        {
            return null;
        }

        return divisor == RowDivisor.Weights ? weights.Of(target) : 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var weight = weights.Of(target);
        if (weight == 0)
        {
            new Span<T>(row.Gradient, row.Classes).Clear();
            new Span<T>(row.Hessian, row.Classes).Clear();
            return 0;
        }

        var softmax = SoftmaxRow.Measure<TLane, T>(row);
        if (softmax.IsUndefined)
        {
            new Span<T>(row.Gradient, row.Classes).Fill(T.NaN);
            new Span<T>(row.Hessian, row.Classes).Fill(T.NaN);
            return double.NaN;
        }

        var score = double.CreateTruncating(row.Scores[target]);
        var miss = softmax.Miss(score);
        var own = softmax.Probability(score);
        kernel.Evaluate(softmax.LogProbability(score), own, miss, out var value, out var slope);
        var normaliser = NormaliserPenalty.Of(penalty, softmax);
        var pull = slope + normaliser.Pull;
        var by = weight * scale;
        if (TWanted.Gradient)
        {
            var top = TLane.Create(softmax.Largest);
            var factor = TLane.Create(pull * by / softmax.Total);
            for (nint i = 0; i < row.Padded; i += TLane.Count)
            {
                var power = TLane.Load(row.Scratch, i);
                var isTop = TLane.AreEqual(TLane.Load(row.Scores, i), top);
                TLane.Select(isTop, factor, power * factor).Store(row.Gradient, i);
            }

            // The row's own class falls short by 1 − p; a class with logit −∞ has no gradient even when it is the target.
            if (!double.IsNegativeInfinity(score))
            {
                row.Gradient[target] = T.CreateTruncating(((normaliser.Pull * own) - (slope * miss)) * by);
            }
        }

        if (TWanted.Hessian)
        {
            SoftmaxCurvature.Write<TLane, T>(row, softmax, pull * by);
            if (penalty != 0)
            {
                NormaliserPenalty.AddSquares<TLane, T>(row, softmax, normaliser.Bend * by);
            }
        }

        return weight * (value + normaliser.Value);
    }
}
