namespace LossKit;

/// <summary>Rows side by side of a softmax loss with a class index as target: <see cref="SingleClassRow{TKernel, T}"/> of each.</summary>
/// <typeparam name="TKernel">The loss as a function of the true class's probability.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">The kernel with its parameters.</param>
/// <param name="penalty">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
internal readonly unsafe struct SingleClassTile<TKernel, T>(TKernel kernel, double penalty)
    where TKernel : struct, ISingleClassKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Evaluates the rows.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    public void Evaluate<TLane, TWanted>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var rows = tile;
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            var softmax = TileSoftmax<TLane, T>.Measure(rows.Scores + place, rows.Powers + place, rows.Stride, rows.Count);
            var inverse = TLane.One / (TLane.One + softmax.Rest);
            var target = TLane.Load(rows.Class, place);
            var score = OwnScore(rows, place, target);
            var logTotal = LaneMath.Log1p(softmax.Rest);
            var power = TileSoftmax<TLane, T>.Power(score, softmax.Largest);
            var probability = power * inverse;
            var miss = TLane.Select(power >= TLane.One, softmax.Rest * inverse, TLane.One - probability);
            kernel.Evaluate(score - softmax.Largest - logTotal, probability, miss, out var value, out var slope);

            var pull = TLane.Zero;
            if (penalty != 0)
            {
                var logarithm = softmax.Largest + logTotal;
                pull = TLane.Create(penalty) * logarithm;
                value = TLane.MultiplyAdd(pull, logarithm, value);
                pull += pull;
            }

            // A weight of 0 removes a row, whatever it holds.
            var weight = TLane.Load(rows.Weights, place);
            var isOut = TLane.AreEqual(weight, TLane.Zero);
            TLane.Select(isOut, TLane.Zero, weight * value).Store(rows.Values, place);
            var by = weight * TLane.Create(scale);
            if (TWanted.Hessian)
            {
                WriteHessian(rows, place, isOut, (slope + pull) * by, inverse, softmax.Rest * inverse, by);
            }

            if (TWanted.Gradient)
            {
                var factor = (slope + pull) * by * inverse;

                // The row's own class falls short by 1 − p; a class with logit −∞ has no gradient even when it is the target.
                var own = ((pull * probability) - (slope * miss)) * by;
                var isMasked = TLane.AreEqual(score, TLane.Create(double.NegativeInfinity));
                own = TLane.Select(isMasked, power * factor, own);
                WriteGradient(rows, place, isOut, factor, target, own);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane OwnScore<TLane>(in RowTile<T> rows, nint place, TLane target)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var score = TLane.Zero;
        var number = TLane.Zero;
        var count = rows.Count;
        for (var i = place; i < count; i += rows.Stride)
        {
            score = TLane.Select(TLane.AreEqual(target, number), TLane.Load(rows.Scores, i), score);
            number += TLane.One;
        }

        return score;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteGradient<TLane>(in RowTile<T> rows, nint place, TLane isOut, TLane factor, TLane target, TLane own)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var count = rows.Count;
        var number = TLane.Zero;
        for (var i = place; i < count; i += rows.Stride)
        {
            var gradient = TLane.Select(TLane.AreEqual(target, number), own, TLane.Load(rows.Powers, i) * factor);
            TLane.Select(isOut, TLane.Zero, gradient).Store(rows.Powers, i);
            number += TLane.One;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteHessian<TLane>(in RowTile<T> rows, nint place, TLane isOut, TLane factor, TLane inverse, TLane topMiss, TLane by)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var bend = TLane.Create(2 * penalty) * by;
        var count = rows.Count;
        for (var i = place; i < count; i += rows.Stride)
        {
            var power = TLane.Load(rows.Powers, i);
            var probability = power * inverse;
            var miss = TLane.Select(power >= TLane.One, topMiss, TLane.One - probability);
            var curvature = factor * probability * miss;
            if (penalty != 0)
            {
                curvature = TLane.MultiplyAdd(bend * probability, probability, curvature);
            }

            TLane.Select(isOut, TLane.Zero, curvature).Store(rows.Hessian, i);
        }
    }
}
