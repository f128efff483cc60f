using System.Globalization;
using System.Text;

namespace LossKit;

/// <summary>What a single cell holds.</summary>
internal enum CellKind
{
    /// <summary>Nothing: empty, or a word that says so.</summary>
    Missing,

    /// <summary>The word NaN: missing, and counted as not finite.</summary>
    NaN,

    /// <summary>An infinite number: missing among numbers, a text among texts.</summary>
    Infinite,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>Reads cells: the one place that says which words mean "missing" and what a number looks like.</summary>
internal static class CellText
{
    /// <summary>Removes the spaces and tabs around a cell.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t"u8);

    /// <summary>
    /// Tells what a trimmed cell holds. Missing are, in any case of letters: nothing, <c>NA</c>, <c>N/A</c>, <c>NaN</c>,
    /// <c>null</c>, <c>?</c>. Numbers are written as in C: sign, digits, point, exponent; no thousands separators.
    /// </summary>
    /// <param name="cell">The cell in UTF-8, trimmed.</param>
    /// <param name="number">Receives the number, or NaN where the cell is not a finite one.</param>
    public static CellKind Classify(ReadOnlySpan<byte> cell, out double number)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            if (double.IsFinite(number)) return CellKind.Number;
            var kind = double.IsNaN(number) ? CellKind.NaN : CellKind.Infinite;
            number = double.NaN;
            return kind;
        }

        number = double.NaN;
        if (cell.IsEmpty || IsWord(cell, "NA"u8) || IsWord(cell, "N/A"u8) || IsWord(cell, "null"u8) || IsWord(cell, "?"u8))
            return CellKind.Missing;
        var unsigned = cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        return IsWord(unsigned, "inf"u8) || IsWord(unsigned, "infinity"u8) ? CellKind.Infinite : CellKind.Text;
    }

    /// <summary>Gives the finite number a text stands for, or null where it stands for none.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Writes a number so that reading it gives the same number, the shortest way.</summary>
    public static string Write(double number) => (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Shortens a cell for an error sentence.</summary>
    public static string Show(string text) => text.Length <= 40 ? $"'{text}'" : $"'{text.AsSpan(0, 37)}...'";

    private static bool IsWord(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(cell, word);
}
