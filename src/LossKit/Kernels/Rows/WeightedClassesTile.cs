namespace LossKit;

/// <summary>Rows side by side whose target is spread over classes: <see cref="WeightedClassesRow{T}"/> of each.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="classWeights">The weight of each class; null for 1. Pinned by the caller.</param>
/// <param name="smoothing">How much of a target is spread, and over which classes.</param>
/// <param name="penalty">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
internal readonly unsafe struct WeightedClassesTile<T>(T* classWeights, ClassSmoothing smoothing, double penalty)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Evaluates the rows.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="tile">The rows; the memory of the distribution is written to.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    public void Evaluate<TLane, TWanted>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var rows = tile;
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            if (rows.Targets == RowTargets.Indices)
            {
                SpreadIndices<TLane>(rows, place);
            }
            else
            {
                SpreadDistributions<TLane>(rows, place);
            }

        }

        TileSoftmax.Measure<TLane, T>(rows.Scores, rows.Powers, rows.Stride, rows.Count, rows.Largest, rows.Rest);
        for (nint place = 0; place < rows.Stride; place += TLane.Count)
        {
            Evaluate<TLane, TWanted>(rows, place, TLane.Create(scale));
        }
    }

    // With coefficients in the distribution.
    private void Evaluate<TLane, TWanted>(in RowTile<T> tile, nint place, TLane scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var rows = tile;
        var largest = TLane.Load(rows.Largest, place);
        var rest = TLane.Load(rows.Rest, place);
        var inverse = TLane.One / (TLane.One + rest);
        var (topMass, othersMass, distance) = (TLane.Zero, TLane.Zero, TLane.Zero);
        var count = rows.Count;
        for (var i = place; i < count; i += rows.Stride)
        {
            var coefficient = TLane.Load(rows.Distribution, i);
            var isTop = TLane.Load(rows.Powers, i) >= TLane.One;
            topMass = TLane.Select(isTop, topMass + coefficient, topMass);
            othersMass = TLane.Select(isTop, othersMass, othersMass + coefficient);

            // 0 · ∞ = 0: a class without target costs nothing, whatever its logit.
            var term = coefficient * (largest - TLane.Load(rows.Scores, i));
            distance += TLane.Select(TLane.AreEqual(coefficient, TLane.Zero), TLane.Zero, term);
        }

        var mass = topMass + othersMass;
        var logTotal = LaneMath.Log1p(rest);
        var value = TLane.MultiplyAdd(mass, logTotal, distance);
        var (pull, bend) = (TLane.Zero, TLane.Zero);
        if (penalty != 0)
        {
            var logarithm = largest + logTotal;
            bend = mass * TLane.Create(penalty);
            pull = bend * logarithm;
            value = TLane.MultiplyAdd(pull, logarithm, value);
            pull += pull;
            bend += bend;
        }

        // NaN where there is no softmax, whatever the coefficients are. A weight of 0 removes a row, whatever it holds.
        value = TLane.Select(TLane.AreEqual(rest, rest), value, rest);
        var weight = TLane.Load(rows.Weights, place);
        var isOut = TLane.AreEqual(weight, TLane.Zero);
        TLane.Select(isOut, TLane.Zero, weight * value).Store(rows.Values, place);
        var by = weight * scale;
        var topMiss = rest * inverse;
        if (TWanted.Hessian)
        {
            for (var i = place; i < count; i += rows.Stride)
            {
                var power = TLane.Load(rows.Powers, i);
                var probability = power * inverse;
                var miss = TLane.Select(power >= TLane.One, topMiss, TLane.One - probability);
                var curvature = ((mass + pull) * probability * miss) + (bend * probability * probability);
                TLane.Select(isOut, TLane.Zero, curvature * by).Store(rows.Hessian, i);
            }
        }

        if (TWanted.Gradient)
        {
            // A·p − a at the top; where p is near 1 it is taken as (A − a) − A·(1 − p), exact where the target agrees with the prediction.
            var isSure = topMiss < TLane.Create(0.5);
            var sure = (pull * inverse) + (othersMass - (mass * topMiss));
            var factor = (mass + pull) * inverse;
            var nowhere = TLane.Create(double.NegativeInfinity);
            for (var i = place; i < count; i += rows.Stride)
            {
                var power = TLane.Load(rows.Powers, i);
                var gradient = TLane.MultiplyAdd(power, factor, -TLane.Load(rows.Distribution, i));
                gradient = TLane.Select(isSure & (power >= TLane.One), sure, gradient) * by;
                var isMasked = TLane.AreEqual(TLane.Load(rows.Scores, i), nowhere) & TLane.AreEqual(power, power);
                TLane.Select(isOut | isMasked, TLane.Zero, gradient).Store(rows.Powers, i);
            }
        }
    }

    private void SpreadIndices<TLane>(in RowTile<T> tile, nint place)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var target = TLane.Load(tile.Class, place);
        var (own, share) = (smoothing.Own(tile.Classes), smoothing.Share(tile.Classes));
        for (var c = 0; c < tile.Classes; c++)
        {
            var weight = classWeights is null ? 1 : double.CreateTruncating(classWeights[c]);
            var isOwn = TLane.AreEqual(target, TLane.Create(c));
            TLane.Select(isOwn, TLane.Create(own * weight), TLane.Create(share * weight)).Store(tile.Distribution, place + (c * tile.Stride));
        }
    }

    private void SpreadDistributions<TLane>(in RowTile<T> tile, nint place)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        if (classWeights is null && smoothing.Amount == 0)
        {
            return;
        }

        var (kept, share) = (TLane.Create(smoothing.Kept), TLane.Create(smoothing.Share(tile.Classes)));
        for (var c = 0; c < tile.Classes; c++)
        {
            var weight = TLane.Create(classWeights is null ? 1 : double.CreateTruncating(classWeights[c]));
            var i = place + (c * tile.Stride);
            (TLane.MultiplyAdd(kept, TLane.Load(tile.Distribution, i), share) * weight).Store(tile.Distribution, i);
        }
    }
}
