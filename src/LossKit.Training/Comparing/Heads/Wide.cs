using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Single-precision outputs as the double-precision numbers that metrics take.</summary>
internal static class Wide
{
    /// <summary>Widens numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The same numbers.</returns>
    public static double[] Of(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, wide);
        return wide;
    }
}
