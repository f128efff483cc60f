using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace LossKit.Tests;

/// <summary>Whatever is written into a table comes out of it, and whatever is no table is refused with a sentence that names the file.</summary>
public sealed class CsvTableProperties
{
    private const int Tables = 150;
    private const int Damages = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Cells =
    [
        "1", "-2.5", "1e5", "NaN", "inf", "", "NA", "?", "1,5", "1.000,25", "2024-02-30", "a\"b", "x\r\ny", " spaced ", "\u00e9\u4e2d", "\"", ",",
        "1e999", "0x1F", "1_0", "\u0661", "007", "=1+1", "\0", "'", ";", "\t", new('w', 3000),
    ];

    private static readonly byte[][] Damage =
    [
        [0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [(byte)'"'], [(byte)','], [(byte)'\n'], [(byte)'\r'], [0x1F, 0x8B], [(byte)';'],
    ];

    private static Gen<string[][]> Rows => Gen.Choose(2, 6).SelectMany(
        columns => Gen.Choose(1, 12).SelectMany(rows => Gen.Elements(Cells).ArrayOf(columns).ArrayOf(rows)));

    [Fact]
    public void What_is_written_is_read() => TestSearch.ForAll(Rows.ToArbitrary(), AssertRead, Tables);

    [Fact]
    public void What_is_damaged_is_read_or_refused_with_a_sentence()
    {
        var random = new Random(TestSearch.Seed);
        TestSearch.ForAll(Rows.ToArbitrary(), rows => ReadOrRefused(Damaged(Write(rows), random)), Damages);
    }

    [Fact]
    public void A_million_columns_are_read_and_too_many_cells_are_refused()
    {
        var names = string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}"));
        var row = new string(',', 999_999);
        using var file = TemporaryFile.Text($"{names}\n{row}\n");
        Assert.Equal(1_000_000, CsvTable.Read(file.Path).Columns.Count);
        ReadOrRefused(Encoding.UTF8.GetBytes($"{names}\n{row},\n"));
    }

    [Theory]
    [InlineData("a,b\n,\n,\n")]
    [InlineData("a,b\nNA,?\nnull,NaN\n")]
    public void Columns_with_nothing_but_missing_cells_are_numbers(string content)
    {
        using var file = TemporaryFile.Text(content);
        Assert.All(CsvTable.Read(file.Path).Columns, column => Assert.Equal(2, Assert.IsType<NumberColumn>(column).MissingCount));
    }

    [Fact]
    public void A_bomb_is_refused_before_it_fills_the_memory()
    {
        // 300 MB of one letter are a cell that never ends, in 300 KB. Without a bound for rows, buffers of 1 GB are allocated for it; with one,
        // those that double up to twice the bound: 256 MB together.
        var content = new byte[300_000_000];
        "a,b\n"u8.CopyTo(content);
        content.AsSpan(4).Fill((byte)'x');
        using var file = TemporaryFile.Bytes("bomb.csv.gz", TemporaryFile.Compress(content));
        content = null;
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<DataException>(() => CsvTable.Read(file.Path));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400_000_000);
        Assert.Contains("Line 2", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRead(string[][] rows)
    {
        using var file = TemporaryFile.Bytes("table.csv", Write(rows));
        var table = CsvTable.Read(file.Path);
        Assert.Equal(rows.Length, table.RowCount);
        for (var column = 0; column < rows[0].Length; column++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                AssertCell(rows[row][column].Trim(' ', '\t'), table.Columns[column], row);
            }
        }
    }

    private static void AssertCell(string written, CsvColumn column, int row)
    {
        if (column is NumberColumn numbers)
        {
            var isNumber = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
            Assert.Equal(isNumber ? number : double.NaN, numbers.Values[row]);
        }
        else if (!column.IsMissing(row))
        {
            var texts = Assert.IsType<TextColumn>(column);
            Assert.Equal(written, texts.Levels[texts.Codes[row]]);
        }
    }

    private static byte[] Write(string[][] rows)
    {
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, rows[0].Length).Select(i => $"c{i}"))).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Damaged(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var change = random.Next(4); change >= 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0 when bytes.Count > 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.InsertRange(at, Damage[random.Next(Damage.Length)]);
                    break;
            }

            if (bytes.Count == 0)
            {
                return [];
            }
        }

        return random.Next(4) == 0 ? TemporaryFile.Compress([.. bytes]) : [.. bytes];
    }

    private static void ReadOrRefused(byte[] content)
    {
        using var file = TemporaryFile.Bytes("table.csv", content);
        var reading = Task.Run(() => Record.Exception(() => CsvTable.Read(file.Path)));
        Assert.True(reading.Wait(Patience), $"{Convert.ToHexString(content)} is read for ever");
        if (reading.Result is not null)
        {
            var refused = Assert.IsType<DataException>(reading.Result);
            Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
        }
    }
}
