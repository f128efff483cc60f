namespace LossKit;

/// <summary>A row of a softmax loss with a coefficient a for each class: the loss is −Σ a·ln p, its gradient A·p − a with A = Σ a.</summary>
internal static unsafe class CoefficientRow
{
    /// <summary>Gives a row's loss and writes its derivatives.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row, with the coefficients in its distribution.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <param name="penalty">λ of the penalty A·λ·(ln Σ e^z)² on the normaliser; 0 for none.</param>
    /// <returns>The loss, not scaled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate<TLane, TWanted, T>(in RowMemory<T> row, double scale, double penalty = 0)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var softmax = SoftmaxRow.Measure<TLane, T>(row);
        if (softmax.IsUndefined)
        {
            new Span<T>(row.Gradient, row.Classes).Fill(T.NaN);
            new Span<T>(row.Hessian, row.Classes).Fill(T.NaN);
            return double.NaN;
        }

        var mass = BlockSum.Sum<TLane, T>(row.Distribution, row.Padded);
        var shift = TLane.Create(softmax.Largest);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            // 0 · ∞ = 0: a class without target costs nothing, whatever its logit.
            var distance = shift - TLane.Load(row.Scores, i);
            LaneMath.MultiplyOrZero(TLane.Load(row.Distribution, i), distance).Store(row.Gradient, i);
        }

        var value = BlockSum.Sum<TLane, T>(row.Gradient, row.Padded) + (mass * softmax.LogTotal);
        var normaliser = NormaliserPenalty.Of(mass * penalty, softmax);
        if (TWanted.Gradient)
        {
            WriteGradient<TLane, T>(row, softmax, mass, normaliser.Pull, scale);
        }

        if (TWanted.Hessian)
        {
            SoftmaxCurvature.Write<TLane, T>(row, softmax, (mass + normaliser.Pull) * scale);
            if (penalty != 0)
            {
                NormaliserPenalty.AddSquares<TLane, T>(row, softmax, normaliser.Bend * scale);
            }
        }

        return value + normaliser.Value;
    }

    private static void WriteGradient<TLane, T>(in RowMemory<T> row, in SoftmaxRow softmax, double mass, double pull, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shift = TLane.Create(softmax.Largest);
        var nowhere = TLane.Create(double.NegativeInfinity);
        var inverse = TLane.Create(1 / softmax.Total);
        var factor = TLane.Create(mass / softmax.Total);
        var pulled = TLane.Create(pull);

        // A·p − a at the top; where p is near 1 it is taken as (A − a) − A·(1 − p), exact where the target agrees with the prediction.
        var topMiss = softmax.HasSingleTop ? softmax.TopMiss : 1 - (1 / softmax.Total);
        var isSure = topMiss < 0.5;
        var whole = TLane.Create(isSure ? mass : mass / softmax.Total);
        var missing = TLane.Create(isSure ? mass * topMiss : 0);
        var by = TLane.Create(scale);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var score = TLane.Load(row.Scores, i);
            var coefficient = TLane.Load(row.Distribution, i);
            var elsewhere = TLane.MultiplyAdd(TLane.Load(row.Scratch, i), factor, -coefficient);
            var isTop = TLane.AreEqual(score, shift);
            var gradient = TLane.Select(isTop, whole - coefficient - missing, elsewhere);
            gradient = TLane.MultiplyAdd(pulled, TLane.Select(isTop, inverse, TLane.Load(row.Scratch, i) * inverse), gradient);
            (~TLane.AreEqual(score, nowhere) & (gradient * by)).Store(row.Gradient, i);
        }
    }
}
