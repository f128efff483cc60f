namespace LossKit;

/// <summary>A stretch of a row: places that fill whole lanes of any width, wherever they lie.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RowPart<T>
    where T : unmanaged
{
    /// <summary>The scores.</summary>
    public T* Scores;

    /// <summary>The targets of the scores, where they are no class index.</summary>
    public T* Distribution;

    /// <summary>Room for the kernel, which may be that of the gradient; null where it is not wanted.</summary>
    public T* Scratch;

    /// <summary>Receives the gradient, unless it is not wanted.</summary>
    public T* Gradient;

    /// <summary>Receives the second derivative, unless it is not wanted.</summary>
    public T* Hessian;

    /// <summary>The class of the first place.</summary>
    public nint First;

    /// <summary>How many places there are.</summary>
    public nint Length;

    /// <summary>Gives a part of this part.</summary>
    /// <param name="first">Its first place.</param>
    /// <param name="length">How many places it has.</param>
    /// <returns>The part.</returns>
    public readonly RowPart<T> Range(nint first, nint length) => new()
    {
        Scores = Scores + first,
        Distribution = Distribution is null ? null : Distribution + first,
        Scratch = Scratch is null ? null : Scratch + first,
        Gradient = Gradient is null ? null : Gradient + first,
        Hessian = Hessian is null ? null : Hessian + first,
        First = First + first,
        Length = length,
    };
}
