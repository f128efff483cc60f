namespace LossKit;

/// <summary>Random numbers inside a domain, away from its ends, that float and double can both hold.</summary>
internal static class DomainSampler
{
    private const double Clearance = 0.0625;
    private const int UniformsOfNormal = 6;

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

    // Six uniform numbers together are nearly normal, and need no function that the C library of one system rounds otherwise than another's.
    private static double Normal(Random random)
    {
        var sum = 0.0;
        for (var i = 0; i < UniformsOfNormal; i++)
        {
            sum += random.NextDouble() - 0.5;
        }

        return sum * Math.Sqrt(12.0 / UniformsOfNormal);
    }
}
