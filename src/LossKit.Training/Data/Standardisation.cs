using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// The change of units x ↦ (x − mean) / deviation that gives a column mean 0 and standard deviation 1, and back. Fitted on the training part alone.
/// </summary>
/// <param name="Mean">The mean, in the column's own units.</param>
/// <param name="Deviation">
/// The standard deviation in the column's own units (dividing by the count, not one less); 0 where all values were the same, and then every
/// standardised value is 0.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Standardisation(double Mean, double Deviation)
{
    /// <summary>Gets the change of units that changes nothing.</summary>
    public static Standardisation None { get; } = new(0, 1);

    /// <summary>Measures mean and standard deviation.</summary>
    /// <param name="values">The finite values of the training part, at least one.</param>
    /// <returns>The change of units.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static Standardisation Fit(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("A mean needs at least one value.", nameof(values));
        // The spread is measured in units of the largest departure, so that 1e200 does not overflow when squared.
        double mean = 0, departure = 0, squares = 0;
        for (var i = 0; i < values.Length; i++) mean += (values[i] - mean) / (i + 1);
        foreach (var value in values) departure = Math.Max(departure, Math.Abs(value - mean));
        if (!values.ContainsAnyExcept(values[0])) return new Standardisation(values[0], 0);
        foreach (var value in values) squares += (value - mean) / departure * ((value - mean) / departure);
        return new Standardisation(mean, departure * Math.Sqrt(squares / values.Length));
    }

    /// <summary>Gives (value − mean) / deviation, or 0 where the deviation is.</summary>
    /// <param name="value">A value in the column's own units.</param>
    /// <returns>The value in standard deviations from the mean.</returns>
    public double Standardise(double value) => Deviation == 0 ? 0 : (value - Mean) / Deviation;

    /// <summary>Gives mean + deviation · value.</summary>
    /// <param name="standardised">A value in standard deviations from the mean.</param>
    /// <returns>The value in the column's own units.</returns>
    public double Restore(double standardised) => Mean + Deviation * standardised;
}
