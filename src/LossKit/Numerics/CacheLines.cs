using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>Asks for memory before it is read, where rows that are read one after the other lie too far apart for the processor to guess.</summary>
internal static unsafe class CacheLines
{
    private const int BytesOfLine = 64;

    // Within a row the processor sees for itself how it goes on.
    private const int MostLines = 8;

    /// <summary>
    /// Asks for the beginning of a row. Nothing is read, so the address may be any, but one far from all memory in use takes long; where there is
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
            var bytes = Math.Min((nint)count * sizeof(T), MostLines * BytesOfLine);
            for (nint at = 0; at < bytes; at += BytesOfLine)
            {
                Sse.Prefetch0((byte*)row + at);
            }
        }
    }
}
