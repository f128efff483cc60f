using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The mean of rows: what they have in common, and what single precision should not have to carry.</summary>
internal static class MeanRow
{
    /// <summary>Writes the mean of rows.</summary>
    /// <param name="rows">The rows, one after the other; at least one.</param>
    /// <param name="mean">Receives their mean; as long as a row.</param>
    public static void Of(ReadOnlySpan<double> rows, Span<double> mean)
    {
        mean.Clear();
        for (var start = 0; start < rows.Length; start += mean.Length)
        {
            TensorPrimitives.Add(mean, rows.Slice(start, mean.Length), mean);
        }

        TensorPrimitives.Divide(mean, rows.Length / mean.Length, mean);
    }
}
