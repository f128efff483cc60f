using System.Globalization;

namespace LossKit;

/// <summary>Collects what breaks a law, and keeps the worst of each part.</summary>
/// <param name="law">The law.</param>
internal sealed class LawFindings(LossLaw law)
{
    private readonly Dictionary<string, (BrokenLaw Broken, double Excess, int Count)> _worst = new(StringComparer.Ordinal);

    /// <summary>Gets the worst finding of each part, with how many elements are off.</summary>
    public IEnumerable<BrokenLaw> Worst => _worst.Values.Select(worst => worst.Count == 1
        ? worst.Broken
        : worst.Broken with { Sentence = $"{worst.Broken.Sentence[..^1]}, the worst of {worst.Count}." });

    /// <summary>Adds a number that is not what the law asks for.</summary>
    /// <param name="part">What of the loss it is.</param>
    /// <param name="index">The element.</param>
    /// <param name="expected">The number asked for.</param>
    /// <param name="found">The number found.</param>
    /// <param name="where">Prediction and target of the element, in words.</param>
    public void Add(string part, int index, double expected, double found, string where)
    {
        var gap = Math.Abs(expected - found) / (1 + Math.Abs(expected));
        var excess = double.IsNaN(gap) ? double.PositiveInfinity : gap;
        var sentence = $"{law}: {part}[{index}] is {Show(found)}, but must be {Show(expected)}, {where}.";
        Keep(part, new(law, part, index, expected, found, sentence), excess);
    }

    /// <summary>Adds a number that is NaN or infinite where the law asks for any other.</summary>
    /// <param name="part">What of the loss it is.</param>
    /// <param name="index">The element.</param>
    /// <param name="found">The number found.</param>
    /// <param name="where">Prediction and target of the element, in words.</param>
    public void AddWrong(string part, int index, double found, string where)
    {
        var wanted = law == LossLaw.Zeros ? "finite" : "a number";
        var sentence = $"{law}: {part}[{index}] is {Show(found)}, but must be {wanted}, {where}.";
        Keep(part, new(law, part, index, 0, found, sentence), double.PositiveInfinity);
    }

    /// <summary>Adds each number of two arrays that differ by a bit. Every NaN is like every other.</summary>
    /// <param name="part">What of the loss it is.</param>
    /// <param name="expected">The numbers asked for.</param>
    /// <param name="found">The numbers found.</param>
    /// <param name="where">Prediction and target of an element, in words.</param>
    public void AddDifferent(string part, ReadOnlySpan<double> expected, ReadOnlySpan<double> found, Func<int, string> where)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var isSame = BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(found[i]);
            if (!isSame && !(double.IsNaN(expected[i]) && double.IsNaN(found[i])))
            {
                Add(part, i, expected[i], found[i], where(i));
            }
        }
    }

    /// <summary>Adds that too few elements could be looked at.</summary>
    /// <param name="part">What of the loss it is.</param>
    /// <param name="checkedCount">How many could.</param>
    /// <param name="count">How many there are.</param>
    public void AddTooFew(string part, int checkedCount, int count) => Keep(
        part + " away from kinks",
        new(law, part, -1, count, checkedCount, $"{law}: the {part} is that of a smooth function at {checkedCount} of {count} elements only."),
        double.PositiveInfinity);

    private void Keep(string part, BrokenLaw broken, double excess)
    {
        var isKnown = _worst.TryGetValue(part, out var worst);
        _worst[part] = !isKnown || excess > worst.Excess ? (broken, excess, worst.Count + 1) : worst with { Count = worst.Count + 1 };
    }

    private static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
