namespace LossKit.Cli;

/// <summary>
/// Random directions through the weights of a network, normalised filter by filter (Li, Xu, Taylor, Studer and Goldstein, Visualizing the
/// loss landscape of neural nets, 2018): each output's row of weights gets a random row of the same length, so that a step means the same
/// for every filter whatever its scale. Biases stay, as there.
/// </summary>
internal static class FilterDirections
{
    /// <summary>Draws a direction.</summary>
    /// <param name="parameters">The parameters; weights are [outputs, inputs].</param>
    /// <param name="random">What it is drawn from.</param>
    /// <returns>The direction's numbers, as many for each parameter as it has.</returns>
    public static float[][] Draw(IReadOnlyList<NamedParameter> parameters, SeededRandom random) =>
        [.. parameters.Select(parameter => parameter.Value).Select(value => value.Rank < 2 ? new float[value.Length] : Filters(value, random))];

    private static float[] Filters(Variable weights, SeededRandom random)
    {
        var direction = new float[weights.Length];
        var inputs = weights.Length / weights.Shape[0];
        for (var filter = 0; filter < direction.Length; filter += inputs)
        {
            var drawn = direction.AsSpan(filter, inputs);
            foreach (ref var number in drawn)
            {
                number = (float)random.NextGaussian();
            }

            var factor = Norm(weights.Values.Slice(filter, inputs)) / Norm(drawn);
            foreach (ref var number in drawn)
            {
                number = (float)(number * factor);
            }
        }

        return direction;
    }

    private static double Norm(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += (double)number * number;
        }

        return Math.Sqrt(sum);
    }
}
