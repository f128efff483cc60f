namespace LossKit.Cli;

/// <summary>A point of a small data set.</summary>
/// <param name="X">The input.</param>
/// <param name="Y">The target.</param>
internal readonly record struct PlanePoint(double X, double Y);
