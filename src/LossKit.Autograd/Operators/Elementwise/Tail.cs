using System.Numerics;

namespace LossKit;

/// <summary>Reads and writes the last elements of a span, too few for a register, as a register padded with zeros.</summary>
internal static class Tail
{
    /// <summary>Reads the elements.</summary>
    public static Vector<float> Load(ReadOnlySpan<float> source)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        source.CopyTo(padded);
        return new Vector<float>(padded);
    }

    /// <summary>Writes the elements that there is room for.</summary>
    public static void Store(Vector<float> value, Span<float> destination)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        value.CopyTo(padded);
        padded[..destination.Length].CopyTo(destination);
    }

    /// <summary>Gives a register whose elements beyond the first <paramref name="count"/> are replaced by zero.</summary>
    public static Vector<float> First(Vector<float> value, int count) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector<float>.Indices, new Vector<float>(count)), value, Vector<float>.Zero);
}
