using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Reads and writes registers in the middle of a span, without the checks that slicing makes at every step of a loop.</summary>
internal static class SpanLanes
{
    /// <summary>Reads the register that begins at an index, which the caller knows to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Lane(this ReadOnlySpan<float> span, int index)
    {
        Debug.Assert(index >= 0 && index <= span.Length - Vector<float>.Count, "A register lies within its span.");
        return Vector.LoadUnsafe(ref MemoryMarshal.GetReference(span), (nuint)index);
    }

    /// <inheritdoc cref="Lane(ReadOnlySpan{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Lane(this Span<float> span, int index) => Lane((ReadOnlySpan<float>)span, index);

    /// <summary>Writes the register that begins at an index, which the caller knows to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetLane(this Span<float> span, int index, Vector<float> value)
    {
        Debug.Assert(index >= 0 && index <= span.Length - Vector<float>.Count, "A register lies within its span.");
        value.StoreUnsafe(ref MemoryMarshal.GetReference(span), (nuint)index);
    }
}
