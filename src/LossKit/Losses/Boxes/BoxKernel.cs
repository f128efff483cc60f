namespace LossKit;

/// <summary>1 − IoU and a term, for a pair of boxes at a time.</summary>
/// <remarks>
/// Computed in double for both element types: a handful of operations a box, whose cost is reading the boxes. 1 − I/(U + ε) is
/// (U − I + ε)/(U + ε), where U − I is what only one of the boxes covers, a sum of areas that are not negative: no digit is lost where IoU is near 1.
/// </remarks>
/// <typeparam name="TTerm">What is added to 1 − IoU.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct BoxKernel<TTerm, T> : IUnitKernel
    where TTerm : struct, IBoxTerm
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TTerm Term;
    public T* Prediction;
    public T* Target;
    public T* Gradient;
    public double Epsilon;

    /// <inheritdoc/>
    public readonly double Evaluate(int unit, double scale)
    {
        var start = (nint)unit * BoxLoss.Edges;
        var (x, y) = (Axis(start), Axis(start + 1));
        var (unitX, unitY) = (BoxUnit.FactorOf(x, Epsilon), BoxUnit.FactorOf(y, Epsilon));
        if (unitX != unitY && TTerm.Measure == BoxMeasure.Lengths)
        {
            return EvaluateApart(start, x, y, unitX, unitY, scale);
        }

        (x, y) = (x.Times(unitX), y.Times(unitY));
        var epsilon = Epsilon * unitX * unitY;
        var loss = Miss(ref x, ref y, epsilon);
        loss += Term.Add(ref x, ref y, loss, epsilon);
        Add(start, x, unitX, scale);
        Add(start + 1, y, unitY, scale);
        return loss;
    }

    // Areas are taken in a unit for each axis, lengths in that of the longer one.
    private readonly double EvaluateApart(nint start, BoxAxis x, BoxAxis y, double unitX, double unitY, double scale)
    {
        var unit = Math.Min(unitX, unitY);
        var (ownX, ownY) = (x.Times(unitX), y.Times(unitY));
        (x, y) = (x.Times(unit), y.Times(unit));
        var loss = Miss(ref ownX, ref ownY, Epsilon * unitX * unitY);
        loss += Term.Add(ref x, ref y, loss, Epsilon * unit * unit);
        Add(start, ownX, unitX, scale);
        Add(start + 1, ownY, unitY, scale);
        Add(start, x, unit, scale);
        Add(start + 1, y, unit, scale);
        return loss;
    }

    /// <summary>1 − IoU and its slopes.</summary>
    private static double Miss(ref BoxAxis x, ref BoxAxis y, double epsilon)
    {
        var (width, height) = (x.Overlap, y.Overlap);
        var shared = width * height;
        var union = (x.Length * y.Length) + (x.TargetLength * y.TargetLength) - shared + epsilon;
        if (shared == 0)
        {
            // Nothing shared and nothing gained by a small step, or at a kink: the gradient is 0. NaN does not come here.
            return 1;
        }

        var onlyPrediction = (x.Length * (y.BeyondLow + y.BeyondHigh)) + ((x.BeyondLow + x.BeyondHigh) * height);
        var onlyTarget = (x.TargetLength * (y.MissedLow + y.MissedHigh)) + ((x.MissedLow + x.MissedHigh) * height);
        var ratio = shared / union;
        x.LengthSlope = ratio * y.Length / union;
        y.LengthSlope = ratio * x.Length / union;
        x.OverlapSlope = -(1 + ratio) * height / union;
        y.OverlapSlope = -(1 + ratio) * width / union;
        return (onlyPrediction + onlyTarget + epsilon) / union;
    }

    private readonly BoxAxis Axis(nint start) => new(
        double.CreateTruncating(Prediction[start]),
        double.CreateTruncating(Prediction[start + 2]),
        double.CreateTruncating(Target[start]),
        double.CreateTruncating(Target[start + 2]));

    private readonly void Add(nint low, in BoxAxis axis, double unit, double scale)
    {
        if (scale != 0 && Gradient is not null)
        {
            Gradient[low] += T.CreateTruncating(axis.LowSlope * unit * scale);
            Gradient[low + 2] += T.CreateTruncating(axis.HighSlope * unit * scale);
        }
    }
}
