namespace LossKit;

/// <summary>
/// One row. In scratch memory every part is padded to whole lanes: scores with −∞, which no softmax and no margin sees, targets with 0. A row
/// that is worked on where it lies has only its last places there.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RowMemory<T>
    where T : unmanaged
{
    /// <summary>Rows are padded to multiples of this, the widest lane of the narrowest type.</summary>
    public const int Padding = 16;

    /// <summary>The number of parts.</summary>
    public const int Parts = 5;

    /// <summary>How many classes there are.</summary>
    public int Classes;

    /// <summary>How many places the parts have; of a row that is worked on where it lies, only <see cref="Body"/> and <see cref="Tail"/> do.</summary>
    public int Padded;

    /// <summary>The places that fill whole lanes without padding.</summary>
    public RowPart<T> Body;

    /// <summary>The other places with their padding; there may be none.</summary>
    public RowPart<T> Tail;

    /// <summary>Gets the scores; the kernel may change them, unless the row is worked on where it lies.</summary>
    public readonly T* Scores => Body.Scores;

    /// <summary>Gets the targets of the scores, where they are no class index.</summary>
    public readonly T* Distribution => Body.Distribution;

    /// <summary>Gets room for the kernel.</summary>
    public readonly T* Scratch => Body.Scratch;

    /// <summary>Gets what receives the gradient, unless it is not wanted.</summary>
    public readonly T* Gradient => Body.Gradient;

    /// <summary>Gets what receives the second derivative, unless it is not wanted.</summary>
    public readonly T* Hessian => Body.Hessian;

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
        nint padded = PaddedLength(classes);
        return InPadded(
            new()
            {
                Scores = memory,
                Distribution = memory + padded,
                Scratch = memory + (2 * padded),
                Gradient = memory + (3 * padded),
                Hessian = memory + (4 * padded),
            },
            classes);
    }

    /// <summary>Gives a row in padded memory.</summary>
    /// <param name="memory">The memory of all its places.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The row.</returns>
    public static RowMemory<T> InPadded(in RowPart<T> memory, int classes)
    {
        var whole = classes - (classes % Padding);
        return Placed(memory.Range(0, whole), memory.Range(whole, PaddedLength(classes) - whole), classes);
    }

    /// <summary>Gives a row whose last places lie elsewhere.</summary>
    /// <param name="body">The places that fill whole lanes without padding.</param>
    /// <param name="tail">The other places with their padding.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The row.</returns>
    public static RowMemory<T> Placed(in RowPart<T> body, in RowPart<T> tail, int classes) => new()
    {
        Classes = classes,
        Padded = PaddedLength(classes),
        Body = body,
        Tail = tail,
    };

    /// <summary>Gives the part that a class lies in, and its place there.</summary>
    /// <param name="class">The class.</param>
    /// <param name="place">Receives the place.</param>
    /// <returns>The part.</returns>
    public readonly RowPart<T> PartOf(int @class, out nint place)
    {
        var part = @class < Body.Length ? Body : Tail;
        place = @class - part.First;
        return part;
    }

    /// <summary>Fills derivatives with one number.</summary>
    /// <param name="value">The number.</param>
    public readonly void Fill(T value)
    {
        Fill(Body, value);
        Fill(Tail, value);
    }

    private static void Fill(in RowPart<T> part, T value)
    {
        if (part.Gradient is not null)
        {
            new Span<T>(part.Gradient, (int)part.Length).Fill(value);
        }

        if (part.Hessian is not null)
        {
            new Span<T>(part.Hessian, (int)part.Length).Fill(value);
        }
    }
}
