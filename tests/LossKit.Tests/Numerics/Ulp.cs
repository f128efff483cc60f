namespace LossKit.Tests;

/// <summary>Distances in units in the last place.</summary>
internal static class Ulp
{
    /// <summary>How many numbers of the type lie between zero and the value, with its sign; infinity is one beyond the largest.</summary>
    public static double Ordinal(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : -(bits & int.MaxValue);
    }

    /// <inheritdoc cref="Ordinal(float)"/>
    public static long Ordinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : -(bits & long.MaxValue);
    }

    /// <summary>The error of a float against a result in double precision, in spacings of the floats around that result.</summary>
    public static double Error(float actual, double expected)
    {
        if (double.IsNaN(expected) || float.IsNaN(actual))
        {
            return double.IsNaN(expected) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if ((float)expected == actual && (double.IsInfinity(expected) || float.IsInfinity(actual)))
        {
            return 0;
        }

        // Infinity stands for the number that would follow the largest one.
        var number = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        return Math.Abs(number - expected) / Spacing(expected, 23, -126);
    }

    /// <summary>The error of a double against a sharper result, in spacings of the doubles around that.</summary>
    public static double Error(double actual, DoubleDouble expected) =>
        Math.Abs(actual - expected.High - expected.Low) / Spacing(expected.High, 52, -970);

    // 2^(exponent − bits), from the exponent's own bits: a sweep asks for it four thousand million times.
    private static double Spacing(double value, int bits, int leastExponent)
    {
        var exponent = (int)(BitConverter.DoubleToUInt64Bits(value) >> 52 & 0x7FF) - 1023;
        return BitConverter.UInt64BitsToDouble((ulong)(Math.Max(exponent, leastExponent) - bits + 1023) << 52);
    }
}
