using System.Globalization;

namespace LossKit.Tests;

/// <summary>Tables that are made by a stated rule, always the same ones. Features are a, uniform in [−1, 1], and b, uniform in [0, 1].</summary>
internal static class MadeTables
{
    private const int Rows = 600;

    /// <summary>Numbers: y is what <paramref name="target"/> gives for a and b.</summary>
    /// <param name="target">What gives y.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="task">The task; null reads it off the target.</param>
    /// <param name="tail">Above 0, a is exp(tail · N(0, 1)) instead.</param>
    public static Dataset Numbers(
        Func<double, double, SeededRandom, double> target, int rows = Rows, LearningTask? task = LearningTask.Regression, double tail = 0)
    {
        var random = new SeededRandom(7);
        return Read(Samples.Table("a,b,y", rows, _ =>
        {
            double a = tail > 0 ? Math.Exp(tail * random.NextGaussian()) : (2 * random.NextDouble()) - 1, b = random.NextDouble();
            return string.Create(CultureInfo.InvariantCulture, $"{a:R},{b:R},{target(a, b, random):R}");
        }), task);
    }

    /// <summary>
    /// Classes: rows around the centre of their class, which lie <paramref name="apart"/> deviations from each other on a line; of the labels that are
    /// written, a share is another one.
    /// </summary>
    public static Dataset Classes(double[] shares, double apart, double wrong = 0, int rows = Rows)
    {
        var random = new SeededRandom(7);
        return Read(Samples.Table("a,b,y", rows, row =>
        {
            var label = ClassAt(shares, (row + 0.5) / rows);
            double a = (apart * label) + random.NextGaussian(), b = random.NextGaussian();
            var written = random.NextDouble() < wrong ? (label + 1) % shares.Length : label;
            return string.Create(CultureInfo.InvariantCulture, $"{a:R},{b:R},c{written}");
        }));
    }

    /// <summary>Rows that occur several times, equal in all columns, with labels of two classes of which a share is wrong.</summary>
    public static Dataset Copies(int distinct, int copies, double wrong)
    {
        var random = new SeededRandom(7);
        return Read(Samples.Table("a,y", distinct * copies, row =>
        {
            var kind = row % distinct;
            return string.Create(CultureInfo.InvariantCulture, $"{kind * 7 % distinct},c{(random.NextDouble() < wrong ? 1 - (kind % 2) : kind % 2)}");
        }));
    }

    /// <summary>Labels that are set by chance, each in a share of the rows, as columns of 0 and 1.</summary>
    public static LabelSets Labels(int labels, double share)
    {
        var random = new SeededRandom(7);
        string[] names = [.. Enumerable.Range(0, labels).Select(label => $"l{label}")];
        var table = Samples.Table(
            $"a,{string.Join(',', names)}", Rows, row => $"{row % 10},{string.Join(',', names.Select(_ => random.NextDouble() < share ? 1 : 0))}");
        return LabelSets.Columns(table, names);
    }

    /// <summary>Columns of 0 and 1 of which just one is 1 in each row.</summary>
    public static LabelSets OneLabel(int labels)
    {
        string[] names = [.. Enumerable.Range(0, labels).Select(label => $"l{label}")];
        var table = Samples.Table(
            $"a,{string.Join(',', names)}", Rows, row => $"{row % 10},{string.Join(',', names.Select((_, label) => row % labels == label ? 1 : 0))}");
        return LabelSets.Columns(table, names);
    }

    /// <summary>Numbers 1, 2, … of a quantity that column a tells up to noise as wide as a grade.</summary>
    public static Dataset Grades(int grades) => Numbers(
        (a, _, random) => Math.Clamp(Math.Round((grades + 1) / 2.0 * (1 + (0.8 * a)) + (0.7 * random.NextGaussian())), 1, grades), task: null);

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Draws a count (Knuth's method).</summary>
    public static double Poisson(double rate, SeededRandom random)
    {
        var count = -1;
        for (var product = 1.0; product > Math.Exp(-rate); product *= random.NextDouble()) count++;
        return count;
    }

    /// <summary>Draws from Student's t distribution with three degrees of freedom.</summary>
    public static double StudentT3(SeededRandom random)
    {
        var squares = Enumerable.Range(0, 3).Sum(_ => Square(random.NextGaussian()));
        return random.NextGaussian() / Math.Sqrt(squares / 3);
    }

    private static double Square(double value) => value * value;

    private static int ClassAt(double[] shares, double position)
    {
        var label = 0;
        for (; label < shares.Length - 1 && position > shares[label]; label++) position -= shares[label];
        return label;
    }

    private static Dataset Read(CsvTable table, LearningTask? task = null) => Dataset.From(table, new() { Target = "y", Task = task });
}
