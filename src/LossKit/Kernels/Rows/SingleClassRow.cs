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
internal readonly unsafe struct SingleClassRow<TKernel, T>(
    TKernel kernel, RowWeights<T> weights, RowDivisor divisor, double penalty = 0) : ITileKernel<T>
    where TKernel : struct, ISingleClassKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Ignores(int target) => weights.Ignores(target);

    /// <inheritdoc/>
    public double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask) => weights.Sum(targets, mask, divisor);

    /// <inheritdoc/>
    public double Sum<TLane, TWanted>(in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted => SoftmaxRows.Sum<TLane, TWanted, SingleClassRow<TKernel, T>, T>(this, rows);

    /// <inheritdoc/>
    public void Weigh(in RowTile<T> tile, int count) => weights.Multiply(tile.Class, tile.Weights, count);

    /// <inheritdoc/>
    public void Evaluate<TLane, TWanted>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted => new SingleClassTile<TKernel, T>(kernel, penalty).Evaluate<TLane, TWanted>(tile, scale);

    /// <inheritdoc/>
    public double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var weight = weights.Of(target);
        if (weight == 0)
        {
            row.Fill(T.Zero);
            return 0;
        }

        // Powers may take the place of the scores.
        var own = row.PartOf(target, out var place);
        var score = double.CreateTruncating(own.Scores[place]);
        var softmax = SoftmaxRow.Measure<TLane, T>(row);
        if (softmax.IsUndefined)
        {
            row.Fill(T.NaN);
            return double.NaN;
        }

        var probability = own.Scratch is null ? softmax.Probability<T>(score) : double.CreateTruncating(own.Scratch[place]) / softmax.Total;
        var miss = softmax.Miss(score, probability);
        Judge(kernel, softmax.LogProbability(score), probability, miss, out var value, out var slope);
        var normaliser = NormaliserPenalty.Of(penalty, softmax);
        var pull = slope + normaliser.Pull;
        var by = weight * scale;
        if (TWanted.Hessian)
        {
            SoftmaxCurvature.Write<TLane, T>(row, softmax, pull * by);
            if (penalty != 0)
            {
                NormaliserPenalty.AddSquares<TLane, T>(row, softmax, normaliser.Bend * by);
            }
        }

        if (TWanted.Gradient)
        {
            var factor = pull * by / softmax.Total;
            Multiply<TLane>(row.Body, factor);
            Multiply<TLane>(row.Tail, factor);

            // The row's own class falls short by 1 − p; a class with logit −∞ has no gradient even when it is the target.
            if (!double.IsNegativeInfinity(score))
            {
                own.Gradient[place] = T.CreateTruncating(((normaliser.Pull * probability) - (slope * miss)) * by);
            }
        }

        return weight * (value + normaliser.Value);
    }

    // The kernel alone in a method, where all of it is compiled into one piece.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Judge(TKernel kernel, double logProbability, double probability, double miss, out double value, out double slope)
    {
        kernel.Evaluate(
            ScalarLane<double>.Create(logProbability),
            ScalarLane<double>.Create(probability),
            ScalarLane<double>.Create(miss),
            out var loss,
            out var steepness);
        value = loss.Value;
        slope = steepness.Value;
    }

    private static void Multiply<TLane>(in RowPart<T> part, double number)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var powers = part.Scratch;
        var gradient = part.Gradient;
        var length = part.Length;
        var factor = TLane.Create(number);
        for (nint i = 0; i < length; i += TLane.Count)
        {
            (TLane.Load(powers, i) * factor).Store(gradient, i);
        }
    }
}
