namespace LossKit;

/// <summary>The rows of an array [N,C,d…] over its classes, or the one row of an array [C]; or those of [T,N,C], where classes come last.</summary>
internal sealed class ClassRows
{
    /// <summary>What rows that went through a softmax miss 1 by, or the logarithm of it 0: files often keep two or three digits.</summary>
    private const double Rounding = 0.01;

    private readonly double[] _values;
    private readonly int _positions;

    private ClassRows(double[] values, int count, int classes, int positions)
    {
        _values = values;
        Count = count;
        Classes = classes;
        _positions = positions;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets whether so much data cannot add up to 1 by chance.</summary>
    public bool AreEnough => Count >= 2 || (Count == 1 && Classes >= 3);

    /// <summary>Takes an array apart.</summary>
    /// <param name="array">The array.</param>
    /// <returns>Its rows; null where it has fewer than two classes or no rows.</returns>
    public static ClassRows? Of(NamedArray array)
    {
        var shape = array.Shape;
        var classes = shape.Length switch { 0 => 0, 1 => shape[0], _ => shape[1] };
        return classes >= 2 && array.Values.Length >= classes
            ? new(array.Values, array.Values.Length / classes, classes, shape.Length < 2 ? 1 : array.Values.Length / shape[0] / classes)
            : null;
    }

    /// <summary>Takes an array apart whose classes lie along its last axis.</summary>
    /// <param name="array">The array.</param>
    /// <returns>Its rows; null where it has fewer than two classes or no rows.</returns>
    public static ClassRows? OfLast(NamedArray array) => array.Shape is [.., >= 2 and var classes] && array.Values.Length >= classes
        ? new(array.Values, array.Values.Length / classes, classes, 1)
        : null;

    /// <summary>Gives a number.</summary>
    /// <param name="row">The row, in the order of class indices.</param>
    /// <param name="class">The class.</param>
    /// <returns>The number.</returns>
    public double At(int row, int @class) => _values[((((row / _positions) * Classes) + @class) * _positions) + (row % _positions)];

    /// <summary>Says whether a row is a distribution: nothing below 0, and 1 in sum.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDistribution(int row) => AreShares(Numbers(row), 1);

    /// <summary>Says whether a row is a distribution in percentages: nothing below 0, and 100 in sum.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDistributionInPercent(int row) => AreShares(Numbers(row), 100);

    /// <summary>Says whether each class is a distribution over the rows, as a softmax along the wrong axis makes it.</summary>
    /// <returns>Whether they are.</returns>
    public bool AreColumnsDistributions() => Enumerable.Range(0, Classes)
        .All(@class => AreShares(Enumerable.Range(0, Count).Select(row => At(row, @class)), 1));

    /// <summary>Says whether a row is the logarithm of a distribution.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsLogDistribution(int row) =>
        Numbers(row).All(number => number <= Rounding) && Math.Abs(Numbers(row).Sum(Math.Exp) - 1) <= Rounding;

    /// <summary>Says whether a row is one-hot: a single 1 among zeros.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsOneHot(int row) => Numbers(row).All(number => number is 0 or 1) && Numbers(row).Sum() == 1;

    /// <summary>Says whether a claim holds for all rows.</summary>
    /// <param name="claim">The claim.</param>
    /// <returns>Whether it does.</returns>
    public bool All(Func<int, bool> claim) => Enumerable.Range(0, Count).All(claim);

    /// <summary>Gives the class of the largest number of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The class; the first of equals.</returns>
    public int Largest(int row) => Enumerable.Range(0, Classes).MaxBy(@class => At(row, @class));

    /// <summary>Gives the numbers of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The numbers in the order of the classes.</returns>
    public IEnumerable<double> Numbers(int row) => Enumerable.Range(0, Classes).Select(@class => At(row, @class));

    private static bool AreShares(IEnumerable<double> numbers, double whole)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            if (!(number >= 0))
            {
                return false;
            }

            sum += number;
        }

        return Math.Abs(sum - whole) <= Rounding * whole;
    }
}
