namespace LossKit;

/// <summary>What an evaluation gave, widened to double.</summary>
/// <param name="Values">The single values; zeros where the call does not give them.</param>
/// <param name="Gradient">The gradient; empty where it is not wanted.</param>
/// <param name="Hessian">The second derivative; empty where it is not wanted.</param>
/// <param name="Total">The reduced value, or the numerator.</param>
/// <param name="Denominator">The denominator of a fraction; 1 otherwise.</param>
internal sealed record LawOutcome(double[] Values, double[] Gradient, double[] Hessian, double Total, double Denominator);
