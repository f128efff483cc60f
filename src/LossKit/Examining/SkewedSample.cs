namespace LossKit;

/// <summary>
/// A small sample whose mean, median and quantiles lie apart, so that it tells what a loss or a metric of numbers is smallest for, whatever
/// formula it has.
/// </summary>
internal static class SkewedSample
{
    private const int Steps = 400;

    // 0, 0, 1, 5, 14 with standard deviation 1: parameters such as the δ of Huber are made for standardised targets.
    private static readonly double[] Targets = [.. new double[] { 0, 0, 1, 5, 14 }.Select(value => value / Math.Sqrt(28.4))];

    /// <summary>Gives what a constant prediction costs by a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The cost of a constant; infinite where the loss refuses it.</returns>
    public static Func<double, double> CostOf(Loss loss) => constant =>
    {
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["prediction"] = new(Constants(constant), [Targets.Length]),
            ["target"] = new(Targets, [Targets.Length]),
        };
        return Examination.Evaluate(loss, inputs, Answers.Value).Answer is { } answer ? answer.Value.Values.Sum() : double.PositiveInfinity;
    };

    /// <summary>Gives what a constant prediction costs by a formula of the error.</summary>
    /// <param name="ofError">The cost of prediction − target.</param>
    /// <param name="ofMean">What is made of the mean cost.</param>
    /// <returns>The cost of a constant.</returns>
    public static Func<double, double> CostOf(Func<double, double> ofError, Func<double, double> ofMean) =>
        constant => ofMean(Targets.Average(target => ofError(constant - target)));

    /// <summary>Finds the constant that costs least.</summary>
    /// <param name="cost">The cost of a constant.</param>
    /// <returns>The middle of the cheapest ones between the least and the greatest target.</returns>
    public static double BestConstant(Func<double, double> cost)
    {
        var candidates = Enumerable.Range(0, Steps + 1).Select(step => Targets[^1] * step / Steps).Concat(Targets).ToArray();
        var costs = Array.ConvertAll(candidates, candidate => cost(candidate));
        var least = costs.Min();
        return candidates.Where((_, i) => costs[i] <= least + (1e-12 * Math.Abs(least))).Average();
    }

    private static double[] Constants(double value)
    {
        var values = new double[Targets.Length];
        Array.Fill(values, value);
        return values;
    }
}
