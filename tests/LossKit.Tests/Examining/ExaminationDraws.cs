namespace LossKit.Tests;

/// <summary>Draws the numbers that examinations are tested with, the same ones in every run.</summary>
internal sealed class ExaminationDraws(int seed)
{
    // The generator of a seeded Random has been the same since .NET Framework.
    private readonly Random _random = new(seed);

    /// <summary>Draws from the normal distribution (Box and Muller 1958).</summary>
    public double[] Normal(int count, double mean = 0, double deviation = 1) => Make(count, () =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())));

    /// <summary>Draws from 0 to 1.</summary>
    public double[] Uniform(int count) => Make(count, _random.NextDouble);

    /// <summary>Draws whole numbers from 0 to one less than a bound.</summary>
    public double[] Indices(int count, int bound) => Make(count, () => _random.Next(bound));

    /// <summary>Draws 0 and 1.</summary>
    public double[] Labels(int count, double positive = 0.5) => Make(count, () => _random.NextDouble() < positive ? 1 : 0);

    /// <summary>Draws counts of events of a rate (Knuth's product of uniform numbers).</summary>
    public double[] Counts(int count, double rate) => Make(count, () =>
    {
        var (events, product) = (-1, 1.0);
        do
        {
            events++;
            product *= _random.NextDouble();
        }
        while (product > Math.Exp(-rate));
        return events;
    });

    /// <summary>Makes logits that know the labels: 2 towards the right side, with normal noise of 1.</summary>
    public double[] LogitsFor(double[] labels, double size = 2) =>
        [.. labels.Zip(Normal(labels.Length), (label, noise) => (label > 0.5 ? size : -size) + noise)];

    /// <summary>Makes rows of logits that know the classes: 2 more for the true one, with normal noise of 1.</summary>
    public double[] LogitsFor(double[] indices, int classes, double size = 2)
    {
        var logits = Normal(indices.Length * classes);
        foreach (var (row, index) in indices.Index())
        {
            logits[(row * classes) + (int)index] += size;
        }

        return logits;
    }

    /// <summary>Makes the probability of each logit.</summary>
    public static double[] Sigmoid(double[] logits) => Array.ConvertAll(logits, logit => 1 / (1 + Math.Exp(-logit)));

    /// <summary>Makes the probabilities of rows of logits.</summary>
    public static double[] Softmax(double[] logits, int classes) => [.. logits.Chunk(classes).SelectMany(row =>
    {
        var sum = row.Sum(Math.Exp);
        return row.Select(logit => Math.Exp(logit) / sum);
    })];

    /// <summary>Makes one-hot rows.</summary>
    public static double[] OneHot(double[] indices, int classes) =>
        [.. indices.SelectMany(index => Enumerable.Range(0, classes).Select(@class => @class == (int)index ? 1.0 : 0.0))];

    private static double[] Make(int count, Func<double> draw)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }
}
