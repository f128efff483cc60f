namespace LossKit;

/// <summary>The sizes in which a product is cut. They decide its speed; no bit of its result depends on them.</summary>
internal static class ProductBlocks
{
    /// <summary>
    /// Rows of a tile. Six rows by four registers are twenty-four sums: a step of the sum is then twenty-four multiply-adds to ten loads, which
    /// the processor can issue beside them.
    /// </summary>
    public const int TileRows = 6;

    /// <summary>Steps of the sum at a time: a panel of 64 columns by 256 steps streams from the second-level cache.</summary>
    public const int Inner = 256;

    /// <summary>Rows of the left operand at a time: with 256 steps, 120 KiB of a second-level cache.</summary>
    public const int Rows = 20 * TileRows;

    /// <summary>Columns of the right operand packed at a time.</summary>
    public const int Columns = 512;

    /// <summary>From how many rows on a packed right operand is read often enough to repay the copy.</summary>
    public const int RowsWorthPacking = 48;

    /// <summary>How many bytes an operand's block spans at most to be read where it lies: its lines then stay in the first two caches anyway.</summary>
    public const long BytesReadInPlace = 1 << 16;

    /// <summary>
    /// How many multiply-adds a thread must be given for another thread to pay: around 20 microseconds of work, where
    /// waking a sleeping thread takes about five.
    /// </summary>
    public const long WorkPerThread = 1 << 20;
}
