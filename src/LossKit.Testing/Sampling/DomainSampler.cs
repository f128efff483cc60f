namespace LossKit;

/// <summary>Random numbers inside a domain, away from its ends, that float and double can both hold.</summary>
internal static class DomainSampler
{
    private const double Clearance = 0.0625;

    /// <summary>Draws a number.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="role">What the number is for: targets in [0, 1] are often labels, so hard ones are drawn too.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The number.</returns>
    public static double Draw(Domain domain, InputRole role, Random random)
    {
        var uniform = random.NextDouble();
        if (domain.IsEndsOnly)
        {
            return uniform < 0.5 ? domain.Lower : domain.Upper;
        }

        if (double.IsFinite(domain.Upper))
        {
            if (role == InputRole.Target && uniform < 0.5)
            {
                return uniform < 0.25 ? domain.Lower : domain.Upper;
            }

            return Round(domain.Lower + ((domain.Upper - domain.Lower) * (Clearance + ((1 - (2 * Clearance)) * random.NextDouble()))));
        }

        return Round(double.IsFinite(domain.Lower) ? domain.Lower + Clearance + (4 * uniform) : 2 * Normal(random));
    }

    private static double Round(double value) => (float)value;

    // Box–Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
