namespace LossKit;

/// <summary>The lines that memory is moved in.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The length of a line in bytes, and of the widest register: one that crosses two lines costs two accesses.</summary>
    public const int Bytes = 64;

    /// <summary>Gives the first address from this one on that a line starts at: at most 64 bytes further.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">The address.</param>
    /// <returns>The aligned address.</returns>
    public static T* Align<T>(T* memory)
        where T : unmanaged => (T*)(((nuint)memory + Bytes - 1) & ~(nuint)(Bytes - 1));
}
