using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossKit.Tests;

/// <summary>Each array as a slice that begins some elements behind a boundary of 64 bytes, the width of the widest register and of a cache line.</summary>
/// <param name="offset">How many elements.</param>
internal sealed class SlicedPlacement(int offset) : Placement
{
    private const int Boundary = 64;

    /// <inheritdoc/>
    public override unsafe Memory<T> Room<T>(int length)
    {
        var whole = GC.AllocateUninitializedArray<T>(length + offset + Boundary, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(whole));
        var toBoundary = (int)((nuint.Zero - address) % Boundary) / sizeof(T);
        return whole.AsMemory(toBoundary + offset, length);
    }
}
