namespace LossKit;

/// <summary>Nothing is added.</summary>
internal readonly struct NoBoxTerm : IBoxTerm
{
    /// <inheritdoc/>
    public static BoxMeasure Measure => BoxMeasure.Areas;

    /// <inheritdoc/>
    public double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon) => 0;
}
