using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>Memory of a thread for repacked operands. It grows to what the largest product needed and is then reused.</summary>
internal static class ProductScratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _right;

    [ThreadStatic]
    private static byte[]? _left;

    /// <summary>Gives room for packed panels of the right operand, on a cache line's boundary. Valid until asked for again.</summary>
    public static unsafe T* ForRight<T>(nint count)
        where T : unmanaged => Aligned<T>(ref _right, count);

    /// <summary>Gives room for packed rows of the left operand, on a cache line's boundary. Valid until asked for again.</summary>
    public static unsafe T* ForLeft<T>(nint count)
        where T : unmanaged => Aligned<T>(ref _left, count);

    // The arrays are pinned for life, so that an address into them stays good.
    private static unsafe T* Aligned<T>(ref byte[]? buffer, nint count)
        where T : unmanaged
    {
        int bytes = checked((int)(count * sizeof(T)) + Alignment);
        if (buffer is null || buffer.Length < bytes)
        {
            buffer = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        }

        nint address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (T*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
    }
}
