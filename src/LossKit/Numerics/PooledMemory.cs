using System.Buffers;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Memory from the shared pool that stays where it is until it is given back. What it holds at first is unspecified.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct PooledMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly T[]? _array;
    private readonly GCHandle _pin;

    /// <summary>Initializes a new instance of the <see cref="PooledMemory{T}"/> struct.</summary>
    /// <param name="length">How many elements it must hold.</param>
    public PooledMemory(int length)
    {
        _array = ArrayPool<T>.Shared.Rent(Math.Max(1, length));
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        Length = length;
    }

    /// <summary>Gets how many elements it holds.</summary>
    public int Length { get; }

    /// <summary>Gets the address of the first element; null where there is no memory.</summary>
    public T* First => _array is null ? null : (T*)_pin.AddrOfPinnedObject();

    /// <summary>Gets the elements.</summary>
    public Span<T> Span => _array.AsSpan(0, Length);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_array is not null)
        {
            _pin.Free();
            ArrayPool<T>.Shared.Return(_array);
        }
    }
}
