using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>The elements of a tensor one after the other: its own memory where it is dense, else a pooled copy.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct DenseInput<T>
    where T : unmanaged
{
    private readonly T[]? _rented;

    /// <summary>Initializes a new instance of the <see cref="DenseInput{T}"/> struct.</summary>
    /// <param name="tensor">The tensor; an empty one gives an empty span.</param>
    public DenseInput(scoped in ReadOnlyTensorSpan<T> tensor)
    {
        // A tensor that was left out has no dimensions and is not called dense.
        if (tensor.IsEmpty)
        {
            return;
        }

        var length = checked((int)tensor.FlattenedLength);
        if (tensor.IsDense)
        {
            Span = MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), length);
        }
        else
        {
            _rented = ArrayPool<T>.Shared.Rent(length);
            tensor.FlattenTo(_rented);
            Span = _rented.AsSpan(0, length);
        }
    }

    /// <summary>Gets the elements in row-major order.</summary>
    public ReadOnlySpan<T> Span { get; }

    /// <summary>Gives the copy back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<T>.Shared.Return(_rented);
        }
    }
}
