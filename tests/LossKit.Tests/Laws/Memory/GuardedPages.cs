using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LossKit.Tests;

/// <summary>Pages of memory between two pages that end the process when they are read or written.</summary>
internal sealed unsafe partial class GuardedPages : IDisposable
{
    private const byte Untouched = 0xFF;
    private readonly byte* _mapping;
    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private byte* _given;
    private int _givenBytes;

    /// <summary>Initializes a new instance of the <see cref="GuardedPages"/> class.</summary>
    /// <param name="bytes">How many bytes must find room.</param>
    public GuardedPages(int bytes)
    {
        var pages = Math.Max(1, (bytes + Environment.SystemPageSize - 1) / Environment.SystemPageSize);
        Bytes = pages * Environment.SystemPageSize;
        _mapping = Reserve((nuint)Bytes + (2 * _page));
        Allow(_mapping + _page, (nuint)Bytes);
    }

    /// <summary>Gets how many bytes lie between the guards.</summary>
    public int Bytes { get; }

    private Span<byte> All => new(_mapping + _page, Bytes);

    /// <summary>Gives elements that touch a guard; all other bytes hold a pattern that, read as numbers, is NaN.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="length">How many elements.</param>
    /// <param name="edge">Which guard they touch.</param>
    /// <returns>The elements; they hold the pattern too.</returns>
    public Memory<T> Take<T>(int length, PageEdge edge)
        where T : unmanaged
    {
        All.Fill(Untouched);
        _givenBytes = length * sizeof(T);
        _given = _mapping + _page + (edge == PageEdge.Start ? 0 : Bytes - _givenBytes);
        return new View<T>((T*)_given, length).Memory;
    }

    /// <summary>Gets whether every byte beside the elements still holds the pattern.</summary>
    public bool IsUntouchedBeside
    {
        get
        {
            var before = (int)(_given - (_mapping + _page));
            return !All[..before].ContainsAnyExcept(Untouched) && !All[(before + _givenBytes)..].ContainsAnyExcept(Untouched);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Release(_mapping, (nuint)Bytes + (2 * _page));

    private static byte* Reserve(nuint bytes)
    {
        var mapping = OperatingSystem.IsWindows()
            ? Windows.VirtualAlloc(null, bytes, Windows.Reserve, Windows.NoAccess)
            : Unix.Map(null, bytes, Unix.NoAccess, OperatingSystem.IsLinux() ? Unix.PrivateAnonymousOnLinux : Unix.PrivateAnonymousElsewhere, -1, 0);
        return mapping is null || (nint)mapping == -1 ? throw new Win32Exception() : (byte*)mapping;
    }

    private static void Allow(byte* start, nuint bytes)
    {
        var isDone = OperatingSystem.IsWindows()
            ? Windows.VirtualAlloc(start, bytes, Windows.Commit, Windows.ReadWrite) is not null
            : Unix.Protect(start, bytes, Unix.ReadWrite) == 0;
        if (!isDone)
        {
            throw new Win32Exception();
        }
    }

    private static void Release(byte* start, nuint bytes)
    {
        _ = OperatingSystem.IsWindows() ? Windows.VirtualFree(start, 0, Windows.ReleaseAll) : Unix.Unmap(start, bytes);
    }

    private static partial class Unix
    {
        public const int NoAccess = 0;
        public const int ReadWrite = 3;
        public const int PrivateAnonymousOnLinux = 0x22;
        public const int PrivateAnonymousElsewhere = 0x1002;

        [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
        public static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

        [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
        public static partial int Protect(void* address, nuint length, int protection);

        [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
        public static partial int Unmap(void* address, nuint length);
    }

    private static partial class Windows
    {
        public const uint Reserve = 0x2000;
        public const uint Commit = 0x1000;
        public const uint NoAccess = 0x01;
        public const uint ReadWrite = 0x04;
        public const uint ReleaseAll = 0x8000;

        [LibraryImport("kernel32", SetLastError = true)]
        public static partial void* VirtualAlloc(void* address, nuint size, uint kind, uint protection);

        [LibraryImport("kernel32", SetLastError = true)]
        public static partial int VirtualFree(void* address, nuint size, uint kind);
    }

    private sealed class View<T>(T* first, int length) : MemoryManager<T>
        where T : unmanaged
    {
        public override Span<T> GetSpan() => new(first, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex);

        public override void Unpin()
        {
            // Mapped memory never moves.
        }

        protected override void Dispose(bool disposing)
        {
            // The pages belong to the mapping.
        }
    }
}
