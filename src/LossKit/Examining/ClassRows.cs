namespace LossKit;

/// <summary>The rows of an array [N,C,d…] over its classes, or the one row of an array [C]; or those of [T,N,C], where classes come last.</summary>
internal sealed class ClassRows
{
    private readonly NamedArray _array;
    private readonly int _axis;
    private readonly int _positions;

    private ClassRows(NamedArray array, int axis)
    {
        _array = array;
        _axis = axis;
        Classes = array.Shape[axis];
        Count = array.Values.Length / Classes;
        _positions = PositionsBehind(axis);
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
            ? new(array, shape.Length < 2 ? 0 : 1)
            : null;
    }

    /// <summary>Takes an array apart whose classes lie along its last axis.</summary>
    /// <param name="array">The array.</param>
    /// <returns>Its rows; null where it has fewer than two classes or no rows.</returns>
    public static ClassRows? OfLast(NamedArray array) => array.Shape is [.., >= 2 and var classes] && array.Values.Length >= classes
        ? new(array, array.Shape.Length - 1)
        : null;

    /// <summary>Gives a number.</summary>
    /// <param name="row">The row, in the order of class indices.</param>
    /// <param name="class">The class.</param>
    /// <returns>The number.</returns>
    public double At(int row, int @class) => _array.Values[((((row / _positions) * Classes) + @class) * _positions) + (row % _positions)];

    /// <summary>Says whether a row is a distribution: nothing below 0, and 1 in sum.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDistribution(int row) => AreShares(Numbers(row), 1, Classes);

    /// <summary>Says whether a row is a distribution in percentages: nothing below 0, and 100 in sum.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDistributionInPercent(int row) => AreShares(Numbers(row), 100, Classes);

    /// <summary>Finds another axis than that of the classes along which all numbers are distributions, as a softmax along it makes them.</summary>
    /// <returns>The axis; null for none.</returns>
    public int? OtherAxisOfDistributions()
    {
        const int Enough = 8;
        for (var axis = 0; axis < _array.Shape.Length; axis++)
        {
            var (length, behind) = (_array.Shape[axis], PositionsBehind(axis));
            if (axis != _axis && length >= 2 && _array.Values.Length >= 2 * Enough
                && Enumerable.Range(0, _array.Values.Length / length).All(line => AreShares(
                    Enumerable.Range(0, length).Select(i => _array.Values[((((line / behind) * length) + i) * behind) + (line % behind)]),
                    1,
                    length)))
            {
                return axis;
            }
        }

        return null;
    }

    /// <summary>Says whether a row is the logarithm of a distribution.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool IsLogDistribution(int row) =>
        Numbers(row).All(number => number <= Rounding(1)) && Math.Abs(Numbers(row).Sum(Math.Exp) - 1) <= Rounding(Classes);

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

    // Files often keep two digits: of so many numbers they miss a sum of 1 by as much.
    private static double Rounding(int count) => 0.0101 * Math.Sqrt(count);

    private int PositionsBehind(int axis) => _array.Shape.Skip(axis + 1).Aggregate(1, (product, length) => product * length);

    private static bool AreShares(IEnumerable<double> numbers, double whole, int count)
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

        return Math.Abs(sum - whole) <= Rounding(count) * whole;
    }
}
