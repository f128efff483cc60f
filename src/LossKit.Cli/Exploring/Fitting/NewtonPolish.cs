namespace LossKit.Cli;

/// <summary>Takes a line near the best one to it: Newton's steps, for as long as each of them leaves a smaller loss or gradient.</summary>
internal static class NewtonPolish
{
    private const int Steps = 30;

    // What a step may add to the loss by rounding.
    private const double Rounding = 1e-15;

    /// <summary>Improves a line.</summary>
    /// <param name="objective">What is to be least.</param>
    /// <param name="height">The line's height in the middle.</param>
    /// <param name="slope">Its slope.</param>
    /// <returns>The better line; the same where the loss has no usable second derivatives.</returns>
    public static (double Height, double Slope) Improve(LineObjective objective, double height, double slope)
    {
        var here = objective.Slopes(height, slope);
        for (var step = 0; step < Steps; step++)
        {
            var determinant = (here.TwiceHeight * here.TwiceSlope) - (here.Mixed * here.Mixed);
            if (!(determinant > 0) || !(here.TwiceHeight > 0))
            {
                break;
            }

            var nextHeight = height - (((here.TwiceSlope * here.ByHeight) - (here.Mixed * here.BySlope)) / determinant);
            var nextSlope = slope - (((here.TwiceHeight * here.BySlope) - (here.Mixed * here.ByHeight)) / determinant);
            var next = objective.Slopes(nextHeight, nextSlope);
            if (!(next.Value <= here.Value + (Rounding * Math.Abs(here.Value))) || !(Steepness(next) < Steepness(here)))
            {
                break;
            }

            (height, slope, here) = (nextHeight, nextSlope, next);
        }

        return (height, slope);
    }

    private static double Steepness(LineSlopes slopes) => Math.Max(Math.Abs(slopes.ByHeight), Math.Abs(slopes.BySlope));
}
