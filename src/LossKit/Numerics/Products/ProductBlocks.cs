namespace LossKit;

/// <summary>The sizes in which a product is cut. They decide its speed; no bit of its result depends on them.</summary>
internal static class ProductBlocks
{
    /// <summary>
    /// Rows of a tile. Six rows by four registers are twenty-four sums: a step of the sum is then twenty-four multiply-adds to ten loads, which
    /// the processor can issue beside them.
    /// </summary>
    public const int TileRows = 6;

    /// <summary>
    /// Steps of the sum at a time, in bytes. Between two blocks of steps the result travels to memory and back, which costs more than a panel that streams
    /// from the second-level cache instead of the first.
    /// </summary>
    public const int InnerBytes = 2048;

    /// <summary>Rows of the left operand at a time: with these steps, 240 KiB of a second-level cache.</summary>
    public const int Rows = 20 * TileRows;

    /// <summary>Columns of the right operand packed at a time: with these steps, 512 KiB of a second-level cache.</summary>
    public const int Columns = 256;

    /// <summary>From how many rows on a packed right operand is read often enough to repay the copy.</summary>
    public const int RowsWorthPacking = 48;

    /// <summary>How many bytes a right operand spans at most to be read where it lies whatever the rows: the first two caches hold it.</summary>
    public const long BytesReadAlong = 1 << 16;

    /// <summary>How many bytes a left operand that is stored transposed spans at most to be read where it lies: half of the first cache.</summary>
    public const long BytesReadDown = 1 << 17;

    /// <summary>
    /// How many multiply-adds a thread must be given for another thread to pay: around 20 microseconds of work, where
    /// waking a sleeping thread takes about five.
    /// </summary>
    public const long WorkPerThread = 1 << 20;
}
