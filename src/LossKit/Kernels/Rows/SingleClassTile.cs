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
        TileSoftmax.Measure<TLane, T>(rows.Scores, rows.Powers, rows.Stride, rows.Count, rows.Largest, rows.Rest);
        Judge<TLane>(rows, scale);
        if (TWanted.Hessian)
        {
            WriteHessian<TLane>(rows, scale);
        }

        if (TWanted.Gradient)
        {
            WriteGradient<TLane>(rows);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteGradient<TLane>(in RowTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var rows = tile;
        var count = rows.Count;
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            var factor = TLane.Load(rows.Slopes, place) * (TLane.One / (TLane.One + TLane.Load(rows.Rest, place)));
            var target = TLane.Load(rows.Class, place);
            var own = TLane.Load(rows.Own, place);
            var number = TLane.Zero;
            for (var i = place; i < count; i += rows.Stride)
            {
                TLane.SelectEqual(target, number, own, TLane.Load(rows.Powers, i) * factor).Store(rows.Powers, i);
                number += TLane.One;
            }

            // A weight of 0 removes a row, whatever it holds.
            var weight = TLane.Load(rows.Weights, place);
            if (TLane.Any(TLane.AreEqual(weight, TLane.Zero)))
            {
                for (var i = place; i < count; i += rows.Stride)
                {
                    TLane.SelectEqual(weight, TLane.Zero, TLane.Zero, TLane.Load(rows.Powers, i)).Store(rows.Powers, i);
                }
            }
        }
    }

    // The loss of each row, its slope, and the derivative by the score of its own class.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge<TLane>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var rows = tile;
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            var largest = TLane.Load(rows.Largest, place);
            var rest = TLane.Load(rows.Rest, place);
            var target = TLane.Load(rows.Class, place);
            var (score, power, number) = (TLane.Zero, TLane.Zero, TLane.Zero);
            for (var i = place; i < rows.Count; i += rows.Stride)
            {
                score = TLane.SelectEqual(target, number, TLane.Load(rows.Scores, i), score);
                power = TLane.SelectEqual(target, number, TLane.Load(rows.Powers, i), power);
                number += TLane.One;
            }

            var inverse = TLane.One / (TLane.One + rest);
            var logTotal = LaneMath.Log1p(rest);
            var probability = power * inverse;
            var miss = TLane.SelectLess(power, TLane.One, TLane.One - probability, rest * inverse);
            kernel.Evaluate(score - largest - logTotal, probability, miss, out var value, out var slope);

            var pull = TLane.Zero;
            if (penalty != 0)
            {
                var logarithm = largest + logTotal;
                pull = TLane.Create(penalty) * logarithm;
                value = TLane.MultiplyAdd(pull, logarithm, value);
                pull += pull;
            }

            var weight = TLane.Load(rows.Weights, place);
            TLane.SelectEqual(weight, TLane.Zero, TLane.Zero, weight * value).Store(rows.Values, place);
            var by = weight * TLane.Create(scale);
            var slopes = (slope + pull) * by;
            slopes.Store(rows.Slopes, place);

            // The row's own class falls short by 1 − p; a class with logit −∞ has no gradient even when it is the target.
            var own = ((pull * probability) - (slope * miss)) * by;
            var nowhere = TLane.Create(double.NegativeInfinity);
            TLane.SelectEqual(score, nowhere, power * (slopes * inverse), own).Store(rows.Own, place);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteHessian<TLane>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var rows = tile;
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            var rest = TLane.Load(rows.Rest, place);
            var inverse = TLane.One / (TLane.One + rest);
            var topMiss = rest * inverse;
            var factor = TLane.Load(rows.Slopes, place);
            var weight = TLane.Load(rows.Weights, place);
            var bend = TLane.Create(2 * penalty) * (weight * TLane.Create(scale));
            for (var i = place; i < rows.Count; i += rows.Stride)
            {
                var power = TLane.Load(rows.Powers, i);
                var probability = power * inverse;
                var miss = TLane.SelectLess(power, TLane.One, TLane.One - probability, topMiss);
                var curvature = factor * probability * miss;
                if (penalty != 0)
                {
                    curvature = TLane.MultiplyAdd(bend * probability, probability, curvature);
                }

                // A weight of 0 removes a row, whatever it holds.
                TLane.SelectEqual(weight, TLane.Zero, TLane.Zero, curvature).Store(rows.Hessian, i);
            }
        }
    }
}
