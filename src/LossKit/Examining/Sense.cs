namespace LossKit;

/// <summary>Questions that several checks ask of numbers.</summary>
internal static class Sense
{
    /// <summary>Says whether all numbers are whole.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>Whether they are; false for none.</returns>
    public static bool AreWhole(IReadOnlyCollection<double> values) => values.Count > 0 && values.All(double.IsInteger);

    /// <summary>Says whether numbers are the two of a kind and nothing else, and both are there.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="low">The lower.</param>
    /// <param name="high">The higher.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreBoth(IReadOnlyCollection<double> values, double low, double high) =>
        values.All(value => value == low || value == high) && values.Contains(low) && values.Contains(high);

    /// <summary>Says whether numbers differ from one another by no more than rounding.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>Whether they are all but equal.</returns>
    public static bool AreEqual(IEnumerable<double> values)
    {
        const double Rounding = 1e-6;
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }

        return double.IsFinite(greatest - least) && greatest - least <= Rounding * Math.Max(Math.Abs(least), Math.Abs(greatest));
    }

    /// <summary>Says whether the numbers of a domain are labels of two kinds, or probabilities between them.</summary>
    /// <param name="domain">The domain of the targets.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreLabels(Domain domain) => domain == Domain.UnitInterval || domain == Domain.ZeroOrOne || domain == Domain.Signs;
}
