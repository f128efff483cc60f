using System.Buffers;

namespace LossKit;

/// <summary>
/// An input as all terms of a sum read it: the caller's memory, or a pooled copy where the first term's results would overwrite it.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct InputSnapshot<T>
    where T : unmanaged
{
    private readonly T[]? _rented;

    /// <summary>Initializes a new instance of the <see cref="InputSnapshot{T}"/> struct.</summary>
    /// <param name="input">The input.</param>
    /// <param name="values">Where single losses go.</param>
    /// <param name="gradient">Where the gradient goes.</param>
    /// <param name="hessian">Where the second derivative goes.</param>
    public InputSnapshot(ReadOnlySpan<T> input, Span<T> values, Span<T> gradient, Span<T> hessian)
    {
        Span = input;
        if (input.Overlaps(values) || input.Overlaps(gradient) || input.Overlaps(hessian))
        {
            _rented = ArrayPool<T>.Shared.Rent(input.Length);
            input.CopyTo(_rented);
            Span = _rented.AsSpan(0, input.Length);
        }
    }

    /// <summary>Gets the numbers.</summary>
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
