namespace LossKit.Tests;

/// <summary>How far a result may be off: relative to itself, and to the largest number of its array where terms cancel.</summary>
internal readonly record struct Tolerance(double Relative, double OfLargest)
{
    // Measured over all cases but one: at most 5e-15 of the largest number. A few times that leaves room for another order of summing.
    public static Tolerance Double => new(1e-14, 1e-14);

    // Of ctc-004 what is expected is itself off by 1.1e-14: sums of probabilities with 60 digits (beyond/ctc.py) agree with the answer to 2e-16.
    public static Tolerance LongCtc => new(2e-14, 2e-14);

    // Measured over all cases: at most 2.3e-7 of the largest number.
    public static Tolerance Single => new(1e-6, 5e-7);

    public bool Allows(double expected, double found, double largest) =>
        double.IsFinite(expected)
            ? Math.Abs(found - expected) <= (Relative * Math.Abs(expected)) + (OfLargest * largest)
            : expected.Equals(found);
}
