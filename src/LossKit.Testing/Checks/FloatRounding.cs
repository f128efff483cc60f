namespace LossKit;

/// <summary>How far a result in float may be from the one in double.</summary>
internal static class FloatRounding
{
    private const double Unit = 1.0 / (1 << 23);
    private const double RoundingsAllowed = 8;

    /// <summary>
    /// Gives the distance allowed. A result that is a difference of larger ones is exact only in their size, for which the usual size of
    /// all results stands.
    /// </summary>
    /// <param name="exact">The results in double.</param>
    /// <returns>A distance for each.</returns>
    public static double[] Allowed(double[] exact) =>
        Allowed(exact, exact.Length == 0 ? 0 : exact.Average(Math.Abs));

    /// <summary>Gives the distance allowed for results that are differences of numbers of a known size.</summary>
    /// <param name="exact">The results in double.</param>
    /// <param name="usual">The size.</param>
    /// <returns>A distance for each.</returns>
    public static double[] Allowed(double[] exact, double usual) =>
        Array.ConvertAll(exact, number => RoundingsAllowed * Unit * (Math.Abs(number) + usual));
}
