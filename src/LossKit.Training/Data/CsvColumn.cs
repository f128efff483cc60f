namespace LossKit;

/// <summary>A column of a table, typed by what it holds.</summary>
public abstract class CsvColumn
{
    private protected CsvColumn(string name, int missingCount)
    {
        Name = name;
        MissingCount = missingCount;
    }

    /// <summary>Gets the name in the header, trimmed.</summary>
    public string Name { get; }

    /// <summary>Gets how many cells are missing.</summary>
    public int MissingCount { get; }

    /// <summary>Says whether the cell of a row is missing.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <returns>Whether there is no value.</returns>
    public abstract bool IsMissing(int row);
}

/// <summary>A column whose cells are all numbers or missing (a column with nothing but missing cells too).</summary>
public sealed class NumberColumn : CsvColumn
{
    private readonly double[] _values;

    internal NumberColumn(string name, double[] values, int missingCount, int nonFiniteCount, NumberForm form)
        : base(name, missingCount)
    {
        _values = values;
        NonFiniteCount = nonFiniteCount;
        Form = form;
    }

    /// <summary>Gets how the numbers are written: real where any has a point or an exponent (<c>1.0</c>), else whole.</summary>
    public NumberForm Form { get; }

    /// <summary>Gets how many of the missing cells held NaN or an infinite number.</summary>
    public int NonFiniteCount { get; }

    /// <summary>Gets the numbers, a row each; NaN where the cell is missing, finite everywhere else.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(_values[row]);
}

/// <summary>A column with at least one cell that is neither a number nor missing.</summary>
public sealed class TextColumn : CsvColumn
{
    private readonly int[] _codes;

    internal TextColumn(string name, int[] codes, string[] levels, int missingCount, TextCell firstText)
        : base(name, missingCount)
    {
        _codes = codes;
        Levels = levels;
        FirstText = firstText;
    }

    /// <summary>Gets the distinct texts in the order of their first appearance.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Gets the index into <see cref="Levels"/> for each row; −1 where the cell is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Gets the first cell that is no number: why the column is one of text.</summary>
    internal TextCell FirstText { get; }

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] < 0;
}

/// <summary>A cell that holds text, and the line of the file it starts on.</summary>
internal readonly record struct TextCell(string Text, long Line);
