namespace LossKit;

/// <summary>
/// Some rows in scratch memory, side by side: a line for each class with a place for each row, and lines with one number for each row. Lines
/// are padded to whole lanes with rows of weight 0.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct RowTile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most classes of rows that follow each other in memory for which lanes across rows pay.</summary>
    public const int MostClassesOfRows = 32;

    /// <summary>The most classes where rows lie beside each other, and need not be turned.</summary>
    public const int MostClassesOfPositions = 256;

    private const int ScoresOfTile = 1 << 11;
    private const int MostRows = 1 << 8;
    private const int ClassLines = 4;
    private const int RowLines = 7;

    /// <summary>Initializes a new instance of the <see cref="RowTile{T}"/> struct.</summary>
    /// <param name="memory">Memory of <see cref="LengthOf"/> so many classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="stride">The length of a line.</param>
    /// <param name="targets">What the targets of its rows are.</param>
    public RowTile(T* memory, int classes, int stride, RowTargets targets)
    {
        Targets = targets;
        Classes = classes;
        Stride = stride;
        Scores = memory;
        Powers = Scores + Count;
        Distribution = Powers + Count;
        Hessian = Distribution + Count;
        Class = Hessian + Count;
        Weights = Class + stride;
        Values = Weights + stride;
        Largest = Values + stride;
        Rest = Largest + stride;
        Slopes = Rest + stride;
        Own = Slopes + stride;
    }

    /// <summary>Gets what the targets of the rows are.</summary>
    public RowTargets Targets { get; }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets the length of a line: whole lanes of any width.</summary>
    public nint Stride { get; }

    /// <summary>Gets the number of places of all classes.</summary>
    public nint Count => Classes * Stride;

    /// <summary>Gets the scores.</summary>
    public T* Scores { get; }

    /// <summary>Gets room for the powers, and then the gradient.</summary>
    public T* Powers { get; }

    /// <summary>Gets the targets of the scores, where they are no class index.</summary>
    public T* Distribution { get; }

    /// <summary>Gets the second derivatives.</summary>
    public T* Hessian { get; }

    /// <summary>Gets the class index of each row, as a number; nothing where targets are distributions.</summary>
    public T* Class { get; }

    /// <summary>Gets the weight of each row; 0 of one that is left out.</summary>
    public T* Weights { get; }

    /// <summary>Gets the weighted losses.</summary>
    public T* Values { get; }

    /// <summary>Gets the largest score of each row.</summary>
    public T* Largest { get; }

    /// <summary>Gets R of each row, as in <see cref="SoftmaxRow"/>.</summary>
    public T* Rest { get; }

    /// <summary>Gets room for the slope of each row's loss.</summary>
    public T* Slopes { get; }

    /// <summary>Gets room for the derivative by the score of each row's own class.</summary>
    public T* Own { get; }

    /// <summary>Says whether rows of this shape are worked on side by side, whatever the registers and threads are.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>Whether they are.</returns>
    public static bool Suits(ClassShape shape) => shape.Classes <= (shape.Positions > 1 ? MostClassesOfPositions : MostClassesOfRows);

    /// <summary>Gives the most rows of a tile: as many as the first-level cache holds.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The number, whole lanes of any width.</returns>
    public static int RowsOf(int classes)
    {
        var rows = ScoresOfTile / Math.Max(1, classes) / RowMemory<T>.Padding * RowMemory<T>.Padding;
        return Math.Clamp(rows, RowMemory<T>.Padding, MostRows);
    }

    /// <summary>Gives the memory that a tile needs.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <param name="stride">The length of a line.</param>
    /// <returns>The number of elements.</returns>
    public static int LengthOf(int classes, int stride) => ((ClassLines * classes) + RowLines) * stride;
}
