namespace LossKit;

/// <summary>
/// Fits Student's t distribution: for given degrees of freedom ν location and scale by the EM algorithm in its parameter-expanded form
/// (Kent, Tyler and Vardi 1994), and ν as the maximum of what that leaves, by a grid and the golden section in ln ν.
/// </summary>
internal static class StudentTNoise
{
    private const double MostDegreesOfFreedom = 1000;
    private const double FewestDegreesOfFreedom = 0.5;
    private const int GridPoints = 16;
    private const int GoldenSteps = 40;
    private const int MostRounds = 500;
    private const double SmallestScale = 1e-9;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>ln of Γ((ν+1)/2) / (Γ(ν/2) √(νπ)) · (1 + z²/ν)^−(ν+1)/2.</summary>
    public static double LogDensity(double z, double v) => LogPeak(v) - (v + 1) / 2 * StudentT.LogOnePlus(z * z / v);

    /// <summary>Fits residuals whose spread is about 1 and whose middle is near 0; null where the likelihood has no bound.</summary>
    public static NoiseFit? Fit(double[] standard)
    {
        var (low, high) = (Math.Log(FewestDegreesOfFreedom), Math.Log(MostDegreesOfFreedom));
        var width = (high - low) / GridPoints;
        var grid = Enumerable.Range(0, GridPoints + 1).Select(i => At(standard, low + i * width)).ToArray();
        if (Array.Exists(grid, fit => fit is null)) return null;
        var best = Array.IndexOf(grid, grid.MaxBy(fit => fit!.LogLikelihood));
        return Search(standard, Math.Max(low, low + (best - 1) * width), Math.Min(high, low + (best + 1) * width), grid[best]!);
    }

    private static NoiseFit Search(double[] standard, double low, double high, NoiseFit best)
    {
        var (left, right) = (high - Golden * (high - low), low + Golden * (high - low));
        var (atLeft, atRight) = (At(standard, left), At(standard, right));
        for (var step = 0; step < GoldenSteps && atLeft is not null && atRight is not null; step++)
        {
            best = Better(best, Better(atLeft, atRight));
            if (atLeft.LogLikelihood < atRight.LogLikelihood)
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Golden * (high - low);
                atRight = At(standard, right);
            }
            else
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Golden * (high - low);
                atLeft = At(standard, left);
            }
        }

        return best;
    }

    private static NoiseFit Better(NoiseFit one, NoiseFit other) => other.LogLikelihood > one.LogLikelihood ? other : one;

    private static NoiseFit? At(double[] standard, double logDegreesOfFreedom)
    {
        var v = Math.Exp(logDegreesOfFreedom);
        double location = 0, scale = 1;
        for (var round = 0; round < MostRounds; round++)
        {
            double weights = 0, weighted = 0, squares = 0;
            foreach (var residual in standard)
            {
                var z = (residual - location) / scale;
                var weight = (v + 1) / (v + z * z);
                weights += weight;
                weighted += weight * residual;
            }

            var next = weighted / weights;
            foreach (var residual in standard)
            {
                var z = (residual - location) / scale;
                squares += (v + 1) / (v + z * z) * (residual - next) * (residual - next);
            }

            var nextScale = Math.Sqrt(squares / weights);
            if (nextScale < SmallestScale) return null;
            var change = Math.Abs(next - location) + Math.Abs(nextScale - scale);
            (location, scale) = (next, nextScale);
            if (change <= 1e-10 * scale) break;
        }

        var likelihood = standard.Length * (LogPeak(v) - Math.Log(scale));
        foreach (var residual in standard)
        {
            var z = (residual - location) / scale;
            likelihood -= (v + 1) / 2 * StudentT.LogOnePlus(z * z / v);
        }

        return new()
        {
            Family = NoiseFamily.StudentT,
            Location = location,
            Scale = scale,
            DegreesOfFreedom = v,
            LogLikelihood = likelihood,
        };
    }

    private static double LogPeak(double v) => Math.Log(StudentT.HalfStep(v / 2)) - Math.Log(v * Math.PI) / 2;
}
