namespace LossKit.Tests;

/// <summary>How far a result may be off: relative to itself, and to the largest number of its array where terms cancel.</summary>
internal readonly record struct Tolerance(double Relative, double OfLargest)
{
    // Measured over all cases: at most 5e-15 of the largest number, but for ctc-004 with 1.1e-14, which is the error of what is expected there: sums of
    // probabilities with 60 digits (beyond/ctc.py) agree with the answer to 2e-16.
    public static Tolerance Double => new(2e-14, 2e-14);

    // Measured over all cases: at most 2.3e-7 of the largest number.
    public static Tolerance Single => new(1e-6, 5e-7);

    public bool Allows(double expected, double found, double largest) =>
        double.IsFinite(expected)
            ? Math.Abs(found - expected) <= (Relative * Math.Abs(expected)) + (OfLargest * largest)
            : expected.Equals(found);
}
