namespace LossKit;

/// <summary>
/// The scratch memory of some neighbouring positions of one sample: a row for each class, positions side by side, padded to whole lanes.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct RegionTile<T>
    where T : unmanaged
{
    /// <summary>The most elements a lane holds.</summary>
    public const int Padding = 16;

    private const int RowsOfClass = 4;
    private const int Lines = 3;

    /// <summary>Initializes a new instance of the <see cref="RegionTile{T}"/> struct.</summary>
    /// <param name="memory">Memory of <see cref="LengthOf"/> the longest tile.</param>
    /// <param name="shape">The shape that is cut into tiles.</param>
    /// <param name="number">Which of them it is.</param>
    public RegionTile(T* memory, RegionShape shape, int number)
    {
        (Sample, var place) = Math.DivRem(number, shape.TilesOfSample);
        Number = number;
        First = place * shape.TileLength;
        Classes = shape.Classes;
        Positions = Math.Min(shape.TileLength, shape.Positions - First);
        Stride = Padded(Positions);
        var rows = (nint)Classes * Stride;
        Probabilities = memory;
        Misses = Probabilities + rows;
        Targets = Misses + rows;
        Slopes = Targets + rows;
        Numbers = Slopes + rows;
        Largest = Numbers + Stride;
        Rest = Largest + Stride;
    }

    /// <summary>Gets which tile it is.</summary>
    public int Number { get; }

    /// <summary>Gets the sample it belongs to.</summary>
    public int Sample { get; }

    /// <summary>Gets the first of its positions in the sample.</summary>
    public int First { get; }

    /// <summary>Gets the number of classes, which is the number of rows.</summary>
    public int Classes { get; }

    /// <summary>Gets the number of positions that count.</summary>
    public int Positions { get; }

    /// <summary>Gets the distance between rows: whole lanes.</summary>
    public int Stride { get; }

    /// <summary>Gets the scores, and then the probabilities.</summary>
    public T* Probabilities { get; }

    /// <summary>Gets what the probabilities fall short of 1.</summary>
    public T* Misses { get; }

    /// <summary>Gets the targets.</summary>
    public T* Targets { get; }

    /// <summary>Gets the derivatives by the probabilities, and then by the scores.</summary>
    public T* Slopes { get; }

    /// <summary>Gets a row for the class index of each position, as a number.</summary>
    public T* Numbers { get; }

    /// <summary>Gets room for the largest score of each position.</summary>
    public T* Largest { get; }

    /// <summary>Gets room for what <see cref="TileSoftmax"/> adds up at each position.</summary>
    public T* Rest { get; }

    /// <summary>Gets the number of elements of the rows of all classes.</summary>
    public nint Count => (nint)Classes * Stride;

    /// <summary>Puts 0 behind the positions that count.</summary>
    /// <param name="rows">Rows of the tile.</param>
    public void ErasePadding(T* rows)
    {
        for (nint c = 0; Positions < Stride && c < Classes; c++)
        {
            new Span<T>(rows + (c * Stride) + Positions, Stride - Positions).Clear();
        }
    }

    /// <summary>Multiplies the slopes of one class; by 0 gives 0, whatever they hold.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="class">The class.</param>
    /// <param name="factor">The number to multiply by.</param>
    public void ScaleSlopes<TLane>(int @class, double factor)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var row = Slopes + ((nint)@class * Stride);
        if (factor == 0)
        {
            new Span<T>(row, Stride).Clear();
            return;
        }

        if (factor == 1)
        {
            return;
        }

        var by = TLane.Create(factor);
        for (nint i = 0; i < Stride; i += TLane.Count)
        {
            (TLane.Load(row, i) * by).Store(row, i);
        }
    }

    /// <summary>Gives the memory that a tile needs.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <param name="positions">The number of positions.</param>
    /// <returns>The number of elements.</returns>
    public static int LengthOf(int classes, int positions) => checked(((RowsOfClass * classes) + Lines) * Padded(positions));

    private static int Padded(int positions) => (positions + Padding - 1) / Padding * Padding;
}
