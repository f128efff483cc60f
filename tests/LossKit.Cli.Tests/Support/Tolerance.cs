namespace LossKit.Tests;

/// <summary>How far a result may be off: relative to itself, and to the largest number of its array where terms cancel.</summary>
internal readonly record struct Tolerance(double Relative, double OfLargest)
{
    public static Tolerance Double => new(1e-9, 1e-12);

    public static Tolerance Single => new(2e-5, 2e-6);

    public bool Allows(double expected, double found, double largest) =>
        double.IsFinite(expected)
            ? Math.Abs(found - expected) <= (Relative * Math.Abs(expected)) + (OfLargest * largest)
            : expected.Equals(found);
}
