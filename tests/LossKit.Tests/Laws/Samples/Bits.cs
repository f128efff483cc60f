namespace LossKit.Tests;

/// <summary>Comparisons of results: to the bit, or within a stated error.</summary>
internal static class Bits
{
    /// <summary>Asserts that numbers agree to the bit; every NaN is like every other.</summary>
    /// <param name="expected">The numbers expected.</param>
    /// <param name="actual">The numbers found.</param>
    /// <param name="what">What they are, for the message.</param>
    public static void Same(IReadOnlyList<double> expected, IReadOnlyList<double> actual, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {actual.Count} numbers instead of {expected.Count}");
        for (var i = 0; i < expected.Count; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i])
                && !(double.IsNaN(expected[i]) && double.IsNaN(actual[i])))
            {
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, but must be {expected[i]:R} to the bit");
            }
        }
    }

    /// <summary>Asserts that two answers agree to the bit in everything that both hold.</summary>
    /// <param name="expected">The answer expected.</param>
    /// <param name="actual">The answer found.</param>
    /// <param name="what">What it is, for the message.</param>
    public static void Same(LossAnswer expected, LossAnswer actual, string what)
    {
        Same(expected.Value.Values, actual.Value.Values, $"{what}: value");
        Same(expected.Gradients, actual.Gradients, $"{what}: gradient of ");
        Same(expected.Hessian, actual.Hessian, $"{what}: hessian of ");
    }

    /// <summary>Asserts that a number is within an absolute error of another.</summary>
    /// <param name="expected">The number expected.</param>
    /// <param name="actual">The number found.</param>
    /// <param name="error">The error allowed.</param>
    /// <param name="what">What it is, for the message.</param>
    public static void Close(double expected, double actual, double error, string what)
    {
        var isSame = expected == actual || (double.IsNaN(expected) && double.IsNaN(actual));
        Assert.True(isSame || Math.Abs(expected - actual) <= error, $"{what} is {actual:R}, but must be {expected:R} within {error:R}");
    }

    private static void Same(
        IReadOnlyDictionary<string, NamedArray>? expected, IReadOnlyDictionary<string, NamedArray>? actual, string what)
    {
        if (expected is null || actual is null)
        {
            return;
        }

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, array) in expected)
        {
            Same(array.Values, actual[name].Values, what + name);
        }
    }
}
