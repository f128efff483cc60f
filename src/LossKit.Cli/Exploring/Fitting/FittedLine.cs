namespace LossKit.Cli;

/// <summary>The line that a loss fits: y = intercept + slope · x.</summary>
/// <param name="Intercept">Its height at x = 0.</param>
/// <param name="Slope">How it rises.</param>
/// <param name="Value">What the loss says of it.</param>
internal readonly record struct FittedLine(double Intercept, double Slope, double Value)
{
    /// <summary>Gives its height.</summary>
    /// <param name="x">Where.</param>
    /// <returns>The prediction there.</returns>
    public double At(double x) => Intercept + (Slope * x);
}
