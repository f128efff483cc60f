namespace LossKit.Cli;

/// <summary>On which side of its column a text stands.</summary>
internal enum ColumnSide
{
    /// <summary>Words begin in line.</summary>
    Left,

    /// <summary>Numbers end in line.</summary>
    Right,
}

/// <summary>A column of a table.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Side">On which side its texts stand.</param>
internal sealed record ReportColumn(string Head, ColumnSide Side);

/// <summary>A table of a report; the first column names the rows.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a text for each column.</param>
/// <param name="Legend">What its marks mean, or an empty text.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<string[]> Rows, string Legend);

/// <summary>Columns of one kind.</summary>
internal static class ReportColumns
{
    /// <summary>Gives columns of numbers.</summary>
    /// <param name="heads">What stands above them.</param>
    /// <returns>The columns.</returns>
    public static IEnumerable<ReportColumn> OfNumbers(params IEnumerable<string> heads) => heads.Select(head => new ReportColumn(head, ColumnSide.Right));
}
