namespace LossKit.Cli;

/// <summary>The loss of a small network around its minimum, along two random directions.</summary>
internal static class NetworkLandscape
{
    // Odd, so that the middle is one of them.
    private const int Places = 41;

    // From the seed of a landscape, what directions are drawn from.
    private const string Directions = "directions";

    /// <summary>Draws the landscape.</summary>
    /// <param name="text">The loss, as the catalogue parses it.</param>
    /// <param name="seed">What weights, noise and directions are drawn from.</param>
    /// <returns>The landscape.</returns>
    /// <exception cref="UsageException">The loss does not compare numbers with numbers.</exception>
    /// <exception cref="LossException">The loss or an option is unknown, or a value lies outside its domain.</exception>
    public static Landscape Draw(string text, ulong seed)
    {
        var loss = LossCatalog.Parse(text);
        if (!LineFit.Takes(loss) || loss is not MatchedLoss matched)
        {
            throw new UsageException(
                $"{text} trains no such network: choose a loss of any numbers against any numbers with a reduction, such as mse.");
        }

        var network = SmallNetwork.Train(matched, seed);
        var random = new SeededRandom(seed).Fork(Directions);
        var (first, second) = (FilterDirections.Draw(network.Parameters, random), FilterDirections.Draw(network.Parameters, random));
        var minimum = network.Parameters.Select(parameter => parameter.Value.ToArray()).ToArray();
        var places = Landscape.Steps(-1, 1, Places);
        return new(
            $"A small network trained with {text}",
            "1 input, 12 hidden units, 1 output, on 48 points of a wave with 4 outliers. The middle is where training ended; "
                + "the axes are two random directions in which each filter's step is as long as the filter.",
            "first direction",
            "second direction",
            places,
            places,
            Landscape.Grid(places, places, (x, y) => ValueAt(network, minimum, first, second, (float)x, (float)y)));
    }

    private static double ValueAt(SmallNetwork network, float[][] minimum, float[][] first, float[][] second, float x, float y)
    {
        foreach (var (index, parameter) in network.Parameters.Index())
        {
            var values = parameter.Value.Values;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = minimum[index][i] + (x * first[index][i]) + (y * second[index][i]);
            }
        }

        return network.Value();
    }
}
