namespace LossKit;

/// <summary>Squared Euclidean distances of all rows of one matrix to a block of rows of another, from the differences of their elements.</summary>
/// <remarks>
/// ‖x‖² + ‖y‖² − 2x·y would come from a matrix product, but loses what near points differ by. The sum of (x − y)² loses nothing and takes as
/// many multiplications. Lanes lie along the columns of the result, and an element is the sum of runs of 32 fused steps in their order, so its
/// bits depend neither on the register width nor on where a matrix is cut.
/// </remarks>
internal unsafe struct SquaredDifferences : ILaneAction<double>
{
    /// <summary>How many columns a block has at most: whole registers at every width, and few enough that packed they stay in the cache.</summary>
    public const int MostColumns = 64;

    private const int TileRows = 4;
    private const int StepsOfRun = 32;

    /// <summary>The rows of the left matrix.</summary>
    public double* Left;

    /// <summary>How many rows the left matrix has.</summary>
    public int Rows;

    /// <summary>The rows of the right matrix that belong to this block.</summary>
    public double* Right;

    /// <summary>How many there are, at most <see cref="MostColumns"/>.</summary>
    public int Columns;

    /// <summary>How long a row is.</summary>
    public int Length;

    /// <summary>Where the block's first column of the result begins.</summary>
    public double* Result;

    /// <summary>The distance of two rows of the result.</summary>
    public nint Stride;

    /// <summary>Memory for the block's rows, packed: <see cref="MostColumns"/> times <see cref="Length"/>.</summary>
    public double* Packed;

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        Pack(TLane.Count);
        var sums = stackalloc double[TileRows * MostColumns];
        for (var row = 0; row < Rows; row += TileRows)
        {
            var rows = Math.Min(TileRows, Rows - row);
            for (var column = 0; column < Columns; column += TLane.Count)
            {
                Tile<TLane>(row, Packed + ((nint)column * Length), sums + column);
            }

            for (var i = 0; i < rows; i++)
            {
                new ReadOnlySpan<double>(sums + (i * MostColumns), Columns).CopyTo(new(Result + ((row + i) * Stride), Columns));
            }
        }
    }

    /// <summary>Lays the elements of as many rows as a register holds side by side; rows that are missing are zeros.</summary>
    private readonly void Pack(int count)
    {
        for (var column = 0; column < Columns; column += count)
        {
            var panel = Packed + ((nint)column * Length);
            for (var lane = 0; lane < count; lane++)
            {
                var source = Right + ((nint)(column + lane) * Length);
                var isRow = column + lane < Columns;
                for (var step = 0; step < Length; step++)
                {
                    panel[((nint)step * count) + lane] = isRow ? source[step] : 0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Tile<TLane>(int row, double* panel, double* sums)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        // Beyond the last row the last one is computed again: its sums are not kept.
        var last = Rows - 1;
        var x0 = Left + ((nint)row * Length);
        var x1 = Left + ((nint)Math.Min(row + 1, last) * Length);
        var x2 = Left + ((nint)Math.Min(row + 2, last) * Length);
        var x3 = Left + ((nint)Math.Min(row + 3, last) * Length);
        TLane total0 = TLane.Zero, total1 = TLane.Zero, total2 = TLane.Zero, total3 = TLane.Zero;
        for (var start = 0; start < Length; start += StepsOfRun)
        {
            TLane run0 = TLane.Zero, run1 = TLane.Zero, run2 = TLane.Zero, run3 = TLane.Zero;
            var end = Math.Min(Length, start + StepsOfRun);
            for (var step = start; step < end; step++)
            {
                var y = TLane.Load(panel, (nint)step * TLane.Count);
                var e0 = TLane.Create(x0[step]) - y;
                var e1 = TLane.Create(x1[step]) - y;
                var e2 = TLane.Create(x2[step]) - y;
                var e3 = TLane.Create(x3[step]) - y;
                run0 = TLane.MultiplyAdd(e0, e0, run0);
                run1 = TLane.MultiplyAdd(e1, e1, run1);
                run2 = TLane.MultiplyAdd(e2, e2, run2);
                run3 = TLane.MultiplyAdd(e3, e3, run3);
            }

            total0 += run0;
            total1 += run1;
            total2 += run2;
            total3 += run3;
        }

        total0.Store(sums, 0);
        total1.Store(sums, MostColumns);
        total2.Store(sums, 2 * MostColumns);
        total3.Store(sums, 3 * MostColumns);
    }
}
