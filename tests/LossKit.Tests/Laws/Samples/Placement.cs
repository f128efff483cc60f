namespace LossKit.Tests;

/// <summary>Where the inputs and results of a typed call lie in memory: a loss must not notice.</summary>
internal abstract class Placement
{
    /// <summary>Gets arrays of their own.</summary>
    public static Placement Fresh { get; } = new Arrays();

    /// <summary>Gives memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="length">How many elements.</param>
    /// <returns>The memory; what it holds is unspecified.</returns>
    public abstract Memory<T> Room<T>(int length)
        where T : unmanaged;

    /// <summary>Gives memory that holds numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="numbers">The numbers.</param>
    /// <returns>The memory.</returns>
    public Memory<T> Copy<T>(T[] numbers)
        where T : unmanaged
    {
        var room = Room<T>(numbers.Length);
        numbers.CopyTo(room);
        return room;
    }

    private sealed class Arrays : Placement
    {
        public override Memory<T> Room<T>(int length) => new T[length];
    }
}
