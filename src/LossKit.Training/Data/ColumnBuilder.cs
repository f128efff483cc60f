using System.Text;

namespace LossKit;

/// <summary>
/// Takes the cells of one column as they are read, and settles its type with the first cell that has one. A column that
/// looked like numbers and then shows a text asks to be read again as text: its first cells were kept as numbers, and a text
/// column keeps what was written (<c>007</c> is not <c>7</c> there).
/// </summary>
internal sealed class ColumnBuilder
{
    private readonly string _name;
    private readonly List<double>? _numbers;
    private readonly List<int>? _codes;
    private readonly List<string> _levels = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private TextCell _firstText;
    private int _missing;
    private int _nonFinite;
    private NumberForm _form = NumberForm.Whole;
    private char[] _characters = new char[64];

    private ColumnBuilder(string name, bool text)
    {
        _name = name;
        if (text) _codes = [];
        else _numbers = [];
    }

    /// <summary>Gets whether the column turned out to hold text and has to be read again by <see cref="Again"/>.</summary>
    public bool IsText => _firstText.Text is not null;

    /// <summary>Starts a column that is one of numbers until a text is met.</summary>
    public static ColumnBuilder Start(string name) => new(name, text: false);

    /// <summary>Starts the second reading of a column that holds text.</summary>
    public ColumnBuilder Again() => new(_name, text: true) { _firstText = _firstText };

    /// <summary>Takes the next cell.</summary>
    /// <param name="cell">The cell in UTF-8, trimmed.</param>
    /// <param name="line">The line of the file it is on.</param>
    /// <exception cref="DecoderFallbackException">The cell is not UTF-8.</exception>
    public void Add(ReadOnlySpan<byte> cell, long line)
    {
        if (_codes is not null) AddText(cell);
        else if (!IsText) AddNumber(cell, line);
    }

    /// <summary>Finishes the column.</summary>
    public CsvColumn Build() => _codes is null
        ? new NumberColumn(_name, [.. _numbers!], _missing, _nonFinite, _form)
        : new TextColumn(_name, [.. _codes], [.. _levels], _missing, _firstText);

    private void AddNumber(ReadOnlySpan<byte> cell, long line)
    {
        var kind = CellText.Classify(cell, out var number);
        if (kind == CellKind.Text)
        {
            _firstText = new TextCell(Utf8.Strict.GetString(cell), line);
            return;
        }

        if (kind != CellKind.Number) _missing++;
        else if (cell.ContainsAny(".eE"u8)) _form = NumberForm.Real;
        if (kind is CellKind.NaN or CellKind.Infinite) _nonFinite++;
        _numbers!.Add(number);
    }

    private void AddText(ReadOnlySpan<byte> cell)
    {
        if (CellText.Classify(cell, out _) is CellKind.Missing or CellKind.NaN)
        {
            _missing++;
            _codes!.Add(-1);
            return;
        }

        if (_characters.Length < cell.Length) _characters = new char[cell.Length];
        var text = _characters.AsSpan(0, Utf8.Strict.GetChars(cell, _characters));
        var lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var code))
        {
            code = _levels.Count;
            _levels.Add(text.ToString());
            _codeOf.Add(_levels[code], code);
        }

        _codes!.Add(code);
    }
}

/// <summary>UTF-8 that refuses bytes which are none, where the framework's own would put question marks.</summary>
internal static class Utf8
{
    /// <summary>The encoding.</summary>
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
