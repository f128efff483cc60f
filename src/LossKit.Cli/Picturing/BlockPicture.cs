namespace LossKit.Cli;

/// <summary>Draws one line of a picture in block characters: each character is two dots wide and two dots high.</summary>
internal static class BlockPicture
{
    // Bit 0: upper left, bit 1: upper right, bit 2: lower left, bit 3: lower right.
    private const string Blocks = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";

    /// <summary>Draws a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="curve">The path it belongs to.</param>
    /// <param name="width">The characters of a row.</param>
    /// <param name="height">The rows of the drawing.</param>
    /// <returns>The rows, a heading above and the ends of the axis below.</returns>
    public static string[] Draw(CurveLine line, LossCurve curve, int width, int height)
    {
        // A derivative has a picture of its own here, so its own range too.
        var range = PictureRange.Alone([line]);
        var dots = BlockDots.Of(line.Heights, range, TextFrame.Columns(width) * 2, height * 2);
        return TextFrame.Draw(CurveNames.Of(line.Quantity), range, curve, width, height, (row, column) => Block(dots, row, column));
    }

    private static char Block(bool[,] dots, int row, int column)
    {
        var bits = 0;
        for (var dot = 0; dot < 4; dot++)
        {
            bits |= dots[(row * 2) + (dot / 2), (column * 2) + (dot % 2)] ? 1 << dot : 0;
        }

        return Blocks[bits];
    }
}
