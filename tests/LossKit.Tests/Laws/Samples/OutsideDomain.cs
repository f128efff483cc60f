namespace LossKit.Tests;

/// <summary>Numbers outside a domain, near its ends, that float and double can both hold.</summary>
internal static class OutsideDomain
{
    /// <summary>Gives them.</summary>
    /// <param name="domain">The domain.</param>
    /// <returns>A number beyond each end, and ends that do not belong; none where every number belongs.</returns>
    public static IEnumerable<double> Of(Domain domain)
    {
        double[] candidates = [domain.Lower - 1, domain.Upper + 1, domain.Lower, domain.Upper, (domain.Lower + domain.Upper) / 2];
        return candidates.Select(value => (double)(float)value).Where(value => double.IsFinite(value) && !domain.Contains(value));
    }
}
