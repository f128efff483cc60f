using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Room for a result: the tensor's own memory where it is dense, else pooled memory that is copied back.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct DenseResult<T>
    where T : unmanaged
{
    private readonly TensorSpan<T> _tensor;
    private readonly T[]? _rented;

    /// <summary>Initializes a new instance of the <see cref="DenseResult{T}"/> struct.</summary>
    /// <param name="tensor">The tensor; an empty one gives an empty span.</param>
    /// <param name="mode">Whether what the tensor holds now is needed.</param>
    public DenseResult(scoped in TensorSpan<T> tensor, GradientMode mode)
    {
        _tensor = tensor;

        // A tensor that was left out has no dimensions and is not called dense.
        if (tensor.IsEmpty)
        {
            return;
        }

        var length = checked((int)tensor.FlattenedLength);
        if (tensor.IsDense)
        {
            Span = MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), length);
            return;
        }

        _rented = ArrayPool<T>.Shared.Rent(length);
        Span = _rented.AsSpan(0, length);
        if (mode == GradientMode.Add)
        {
            tensor.FlattenTo(Span);
        }
    }

    /// <summary>Gets the room, in row-major order.</summary>
    public Span<T> Span { get; }

    /// <summary>Copies the result to the tensor where it was made elsewhere.</summary>
    public void Deliver()
    {
        if (_rented is not null)
        {
            new ReadOnlyTensorSpan<T>(Span, _tensor.Lengths).CopyTo(_tensor);
        }
    }

    /// <summary>Gives the pooled memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<T>.Shared.Return(_rented);
        }
    }
}
