namespace LossKit;

/// <summary>A row of a softmax loss with a coefficient a for each class: the loss is −Σ a·ln p, its gradient A·p − a with A = Σ a.</summary>
internal static unsafe class CoefficientRow
{
    /// <summary>Gives a row's loss and writes its derivatives.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <typeparam name="TCoefficients">The coefficients.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="coefficients">The coefficients; 0 where the row is padded.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <param name="penalty">λ of the penalty A·λ·(ln Σ e^z)² on the normaliser; 0 for none.</param>
    /// <returns>The loss, not scaled.</returns>
    public static double Evaluate<TLane, TWanted, TCoefficients, T>(
        in RowMemory<T> row, TCoefficients coefficients, double scale, double penalty = 0)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var softmax = SoftmaxRow.Measure<TLane, T>(row);
        if (softmax.IsUndefined)
        {
            row.Fill(T.NaN);
            return double.NaN;
        }

        var (mass, distance) = CoefficientSums.Of<TLane, TCoefficients, T>(row, softmax.Largest, coefficients);
        var normaliser = NormaliserPenalty.Of(mass * penalty, softmax);
        if (TWanted.Hessian)
        {
            SoftmaxCurvature.Write<TLane, T>(row, softmax, (mass + normaliser.Pull) * scale);
            if (penalty != 0)
            {
                NormaliserPenalty.AddSquares<TLane, T>(row, softmax, normaliser.Bend * scale);
            }
        }

        if (TWanted.Gradient)
        {
            WriteGradient<TLane, TCoefficients, T>(row, softmax, coefficients, mass, normaliser.Pull, scale);
        }

        return distance + (mass * softmax.LogTotal) + normaliser.Value;
    }

    private static void WriteGradient<TLane, TCoefficients, T>(
        in RowMemory<T> row, in SoftmaxRow softmax, TCoefficients coefficients, double mass, double pull, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (own, ownGradient) = (coefficients.OwnClass, 0.0);
        if (own >= 0)
        {
            var score = double.CreateTruncating(row.Scores[own]);
            var part = row.PartOf(own, out var place);
            var probability = double.CreateTruncating(part.Scratch[place]) / softmax.Total;
            ownGradient = double.IsNegativeInfinity(score) ? 0 : ((mass + pull) * probability) - coefficients.OwnCoefficient;
        }

        // A·p − a at the top; where p is near 1 it is taken as (A − a) − A·(1 − p), exact where the target agrees with the prediction.
        var (top, topGradient) = (-1, 0.0);
        if (softmax.TopMiss < 0.5)
        {
            top = FindTop<TLane, T>(row, softmax, own);
            var part = row.PartOf(top, out var place);
            var coefficient = top == own
                ? coefficients.OwnCoefficient
                : double.CreateTruncating(coefficients.Load<ScalarLane<T>>(part, place).Value);
            topGradient = mass - coefficient - (mass * softmax.TopMiss) + (pull / softmax.Total);
        }

        var factor = (mass + pull) / softmax.Total;
        Slope<TLane, TCoefficients, T>(row.Body, coefficients, factor, scale);
        Slope<TLane, TCoefficients, T>(row.Tail, coefficients, factor, scale);
        Put(row, own, ownGradient * scale);
        Put(row, top, topGradient * scale);
    }

    private static int FindTop<TLane, T>(in RowMemory<T> row, in SoftmaxRow softmax, int own)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = T.CreateTruncating(softmax.Largest);
        return own >= 0 && row.Scores[own] == largest ? own : RowScan.Find<TLane, T>(row, largest);
    }

    private static void Put<T>(in RowMemory<T> row, int @class, double gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (@class >= 0)
        {
            var part = row.PartOf(@class, out var place);
            part.Gradient[place] = T.CreateTruncating(gradient);
        }
    }

    private static void Slope<TLane, TCoefficients, T>(in RowPart<T> part, TCoefficients coefficients, double massOfTotal, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TCoefficients : struct, IRowCoefficients<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var places = part;
        var nowhere = TLane.Create(double.NegativeInfinity);
        var factor = TLane.Create(massOfTotal);
        var by = TLane.Create(scale);
        for (nint i = 0; i < places.Length; i += TLane.Count)
        {
            var gradient = TLane.MultiplyAdd(TLane.Load(places.Scratch, i), factor, -coefficients.Load<TLane>(places, i)) * by;
            TLane.SelectEqual(TLane.Load(places.Scores, i), nowhere, TLane.Zero, gradient).Store(places.Gradient, i);
        }
    }
}
