namespace LossKit;

/// <summary>
/// One row in scratch memory. Every part is padded to whole lanes: scores with −∞, which no softmax and no margin sees, targets with 0.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RowMemory<T>
    where T : unmanaged
{
    /// <summary>Rows are padded to multiples of this, the widest lane of the narrowest type.</summary>
    public const int Padding = 16;

    /// <summary>The number of parts.</summary>
    public const int Parts = 5;

    /// <summary>The scores; the kernel may change them.</summary>
    public T* Scores;

    /// <summary>The targets of the scores, where they are no class index.</summary>
    public T* Distribution;

    /// <summary>Room for the kernel.</summary>
    public T* Scratch;

    /// <summary>Receives the gradient, unless it is not wanted.</summary>
    public T* Gradient;

    /// <summary>Receives the second derivative, unless it is not wanted.</summary>
    public T* Hessian;

    /// <summary>How many classes there are.</summary>
    public int Classes;

    /// <summary>How many places the parts have.</summary>
    public int Padded;

    /// <summary>Gives the length of a padded row.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The number of places.</returns>
    public static int PaddedLength(int classes) => (classes + Padding - 1) / Padding * Padding;

    /// <summary>Cuts scratch memory into the parts of a row.</summary>
    /// <param name="memory"><see cref="Parts"/> times the padded length.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The row.</returns>
    public static RowMemory<T> In(T* memory, int classes)
    {
        var padded = PaddedLength(classes);
        return new()
        {
            Scores = memory,
            Distribution = memory + padded,
            Scratch = memory + (2 * (nint)padded),
            Gradient = memory + (3 * (nint)padded),
            Hessian = memory + (4 * (nint)padded),
            Classes = classes,
            Padded = padded,
        };
    }
}
