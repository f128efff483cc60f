namespace LossKit;

/// <summary>
/// How often a classifier is right by how sure it is: P(right | m) = p + (1 − 2p)·σ(b·m) for a margin m. Where classes overlap, p is 0, and it is right
/// ever more often the surer it is; where a share p of the labels is wrong, it stays wrong as often, however sure.
/// </summary>
/// <param name="WrongShare">p, by maximum likelihood on steps of a hundredth.</param>
/// <param name="Evidence">
/// Twice the logarithm of the likelihood ratio to p = 0: without wrong labels, it exceeds <see cref="Convincing"/> in one table of twenty
/// (the χ² distribution of one degree of freedom, halved since p cannot be negative).
/// </param>
internal readonly record struct CertaintyCurve(double WrongShare, double Evidence)
{
    /// <summary>What evidence has to reach to be more than an accident.</summary>
    public const double Convincing = 2.71;

    private const int WrongSteps = 45;
    private const int SlopeSteps = 40;

    /// <summary>Fits the curve.</summary>
    /// <param name="guesses">How sure the classifier was of each row, and whether it was wrong.</param>
    public static CertaintyCurve Fit((double Margin, bool Wrong)[] guesses)
    {
        var unit = guesses.Average(guess => guess.Margin);
        if (unit == 0) return default;
        var best = Enumerable.Repeat(double.NegativeInfinity, WrongSteps + 1).ToArray();
        var sigmoids = new double[guesses.Length];
        for (var slope = 0; slope < SlopeSteps; slope++)
        {
            // From nearly flat to nearly a step.
            var b = 0.1 * Math.Pow(1.25, slope) / unit;
            for (var i = 0; i < sigmoids.Length; i++) sigmoids[i] = 1 / (1 + Math.Exp(-b * guesses[i].Margin));
            for (var step = 0; step <= WrongSteps; step++) best[step] = Math.Max(best[step], LogLikelihood(guesses, sigmoids, step / 100.0));
        }

        var most = Array.IndexOf(best, best.Max());
        return new(most / 100.0, 2 * (best[most] - best[0]));
    }

    private static double LogLikelihood((double Margin, bool Wrong)[] guesses, double[] sigmoids, double wrong)
    {
        double sum = 0;
        for (var i = 0; i < sigmoids.Length; i++)
        {
            var right = wrong + ((1 - (2 * wrong)) * sigmoids[i]);
            sum += Math.Log(Math.Max(guesses[i].Wrong ? 1 - right : right, 1e-12));
        }

        return sum;
    }
}
