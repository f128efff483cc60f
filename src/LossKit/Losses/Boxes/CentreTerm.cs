namespace LossKit;

/// <summary>ρ²/(c² + ε): the squared distance of the centres over the squared diagonal of the enclosing box.</summary>
internal readonly struct CentreTerm : IBoxTerm
{
    /// <inheritdoc/>
    public static BoxMeasure Measure => BoxMeasure.Lengths;

    /// <inheritdoc/>
    public double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon)
    {
        var divisor = (x.Span * x.Span) + (y.Span * y.Span) + epsilon;
        if (divisor == 0)
        {
            return 0;
        }

        var distance = ((x.CentreDifference * x.CentreDifference) + (y.CentreDifference * y.CentreDifference)) / divisor;
        Slopes(ref x, distance, divisor);
        Slopes(ref y, distance, divisor);
        return distance;
    }

    private static void Slopes(ref BoxAxis axis, double distance, double divisor)
    {
        axis.CentreSlope += 2 * axis.CentreDifference / divisor;
        axis.SpanSlope -= 2 * distance * axis.Span / divisor;
    }
}
