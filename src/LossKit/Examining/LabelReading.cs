namespace LossKit;

/// <summary>How well numbers explain labels of 0 and 1 when they are read as one thing or another: nats a label, less is better.</summary>
internal static class LabelReading
{
    // What bce clamps probabilities to, about: a certain mistake costs much and not everything.
    private const double Least = 1e-7;

    /// <summary>Reads numbers as probabilities.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="labels">The labels, 0 and 1 or between.</param>
    /// <returns>The mean cross-entropy.</returns>
    public static double OfProbabilities(IEnumerable<double> values, IEnumerable<double> labels) => values.Zip(labels, (value, label) =>
    {
        var probability = Math.Clamp(value, Least, 1 - Least);
        return -(label * Math.Log(probability)) - ((1 - label) * Math.Log(1 - probability));
    }).Average();

    /// <summary>Reads every number as the share of the labels, which is the best that a number for all of them can do.</summary>
    /// <param name="labels">The labels, 0 and 1 or between.</param>
    /// <returns>The mean cross-entropy.</returns>
    public static double OfShare(IReadOnlyCollection<double> labels) =>
        OfProbabilities(Enumerable.Repeat(labels.Average(), labels.Count), labels);

    /// <summary>Says whether a threshold tells both labels apart without an error.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="threshold">The threshold, which no number lies on.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsToldApart(double[] values, double[] labels, double threshold) => Sense.AreBoth(labels, 0, 1)
        && values.Zip(labels).All(pair => pair.First != threshold && pair.First > threshold == pair.Second > 0.5);

    /// <summary>Reads numbers as percentages.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="labels">The labels, 0 and 1 or between.</param>
    /// <returns>The mean cross-entropy.</returns>
    public static double OfPercentages(IEnumerable<double> values, IEnumerable<double> labels) =>
        OfProbabilities(values.Select(value => value / 100), labels);

    /// <summary>Reads numbers as logits.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="labels">The labels, 0 and 1 or between.</param>
    /// <returns>The mean cross-entropy.</returns>
    public static double OfLogits(IEnumerable<double> values, IEnumerable<double> labels) => values.Zip(labels, (value, label) =>
        Math.Max(value, 0) + Math.Log(1 + Math.Exp(-Math.Abs(value))) - (label * value)).Average();

    /// <summary>Reads the numbers of a row as probabilities of its classes, whatever they add up to.</summary>
    /// <param name="row">The numbers of the row.</param>
    /// <param name="class">The true class.</param>
    /// <returns>The cross-entropy of the row.</returns>
    public static double OfShares(IReadOnlyList<double> row, int @class) =>
        Math.Log(row.Sum(number => Math.Max(number, Least))) - Math.Log(Math.Max(row[@class], Least));

    /// <summary>Reads the numbers of a row as logits of its classes.</summary>
    /// <param name="row">The numbers of the row.</param>
    /// <param name="class">The true class.</param>
    /// <returns>The cross-entropy of the row.</returns>
    public static double OfScores(IReadOnlyList<double> row, int @class)
    {
        var most = row.Max();
        return most + Math.Log(row.Sum(number => Math.Exp(number - most))) - row[@class];
    }
}
