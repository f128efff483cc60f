namespace LossKit;

/// <summary>
/// A mean before its division: what micro-batches of different sizes can be added up by, which their means cannot.
/// </summary>
/// <param name="Numerator">The sum of the losses.</param>
/// <param name="Denominator">
/// What a mean divides by: the elements; for class indices the targets that are not ignored, or the sum of their class weights.
/// </param>
public readonly record struct LossFraction(double Numerator, double Denominator)
{
    /// <summary>Gets the mean; 0 where there is nothing to average.</summary>
    public double Value => new Divisor(Denominator).Divide(Numerator);
}
