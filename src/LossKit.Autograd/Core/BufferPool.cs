using System.Numerics;

namespace LossKit;

/// <summary>Arrays to be used again, by the power of two that their length is. For one thread.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class BufferPool<T>
{
    private readonly Stack<T[]>[] _byLength = new Stack<T[]>[32];

    /// <summary>Gives an array of at least the length, with any content.</summary>
    /// <param name="length">The length.</param>
    /// <returns>The array.</returns>
    public T[] Rent(int length)
    {
        if (length == 0)
        {
            return [];
        }

        int power = PowerFor(length);
        return _byLength[power] is { Count: > 0 } free ? free.Pop() : new T[Math.Min(1L << power, Array.MaxLength)];
    }

    /// <summary>Takes an array back.</summary>
    /// <param name="array">An array that was rented here, or an empty one.</param>
    public void Return(T[] array)
    {
        if (array.Length > 0)
        {
            (_byLength[PowerFor(array.Length)] ??= new Stack<T[]>()).Push(array);
        }
    }

    private static int PowerFor(int length) => BitOperations.Log2((uint)length - 1 | 1) + (length > 1 ? 1 : 0);
}
