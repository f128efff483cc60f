using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>The lines that memory is moved in.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The length of a line in bytes, and of the widest register: one that crosses two lines costs two accesses.</summary>
    public const int Bytes = 64;

    // Within a row the processor sees for itself how it goes on.
    private const int MostLines = 8;

    /// <summary>Gives the first address from this one on that a line starts at: at most 64 bytes further.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">The address.</param>
    /// <returns>The aligned address.</returns>
    public static T* Align<T>(T* memory)
        where T : unmanaged => (T*)(((nuint)memory + Bytes - 1) & ~(nuint)(Bytes - 1));

    /// <summary>
    /// Asks for the beginning of a row before it is read, where rows that are read one after the other lie too far apart for the processor to guess.
    /// Nothing is read now, so the address may be any, but one far from all memory in use takes long; where there is
    /// no such instruction, nothing happens.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="count">How many elements it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Request<T>(T* row, int count)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            var bytes = Math.Min((nint)count * sizeof(T), MostLines * Bytes);
            for (nint at = 0; at < bytes; at += Bytes)
            {
                Sse.Prefetch0((byte*)row + at);
            }
        }
    }
}
