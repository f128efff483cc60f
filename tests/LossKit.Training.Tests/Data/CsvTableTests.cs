using System.Security.Cryptography;
using System.Text;

namespace LossKit.Tests;

public sealed class CsvTableTests
{
    [Fact]
    public void Columns_are_typed_by_what_they_hold()
    {
        var table = Samples.Parse("number,text,mixed\n1,red,1\n-2.5e3,blue,x\n.5,red,007\n");
        Assert.Equal([1, -2500, 0.5], Assert.IsType<NumberColumn>(table.Column("number")).Values);
        var text = Assert.IsType<TextColumn>(table.Column("text"));
        Assert.Equal(["red", "blue"], text.Levels);
        Assert.Equal([0, 1, 0], text.Codes);
        Assert.Equal(["1", "x", "007"], Assert.IsType<TextColumn>(table.Column("mixed")).Levels);
    }

    [Fact]
    public void Quoted_cells_crlf_a_byte_order_mark_and_empty_lines_are_read()
    {
        var table = Samples.Parse("\uFEFF\"a\", b \r\n\"x, \"\"y\"\"\",1\r\n\r\n\"two\r\nlines\",2\r\nz,3");
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal(["x, \"y\"", "two\r\nlines", "z"], Assert.IsType<TextColumn>(table.Column("a")).Levels);
        Assert.Equal([1, 2, 3], Assert.IsType<NumberColumn>(table.Column("b")).Values);
        Assert.Equal([2, 4, 6], Enumerable.Range(0, 3).Select(table.LineOf));
    }

    [Fact]
    public void Utf16_with_a_byte_order_mark_is_read()
    {
        byte[] content = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("größe,b\n1,ä\n")];
        using var file = TemporaryFile.Bytes("table.csv", content);
        var table = CsvTable.Read(file.Path);
        Assert.Equal([1], Assert.IsType<NumberColumn>(table.Column("größe")).Values);
        Assert.Equal(["ä"], Assert.IsType<TextColumn>(table.Column("b")).Levels);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    [InlineData("?")]
    [InlineData(" na ")]
    [InlineData("\"\"")]
    public void Words_for_nothing_are_missing_cells(string cell)
    {
        var table = Samples.Parse($"number,text\n1,red\n{cell},{cell}\n");
        Assert.Equal(1, table.Column("number").MissingCount);
        Assert.Equal(1, table.Column("text").MissingCount);
        Assert.True(table.Column("number").IsMissing(1) && table.Column("text").IsMissing(1));
        Assert.False(table.Column("number").IsMissing(0) || table.Column("text").IsMissing(0));
    }

    [Theory]
    [InlineData("NaN", 1)]
    [InlineData("-nan", 1)]
    [InlineData("inf", 1)]
    [InlineData("-Infinity", 1)]
    [InlineData("+INF", 1)]
    [InlineData("1e999", 1)]
    [InlineData("NA", 0)]
    public void Numbers_that_are_not_finite_are_missing_and_counted(string cell, int nonFinite)
    {
        var column = Assert.IsType<NumberColumn>(Samples.Parse($"a,b\n{cell},1\n2,1\n").Column("a"));
        Assert.Equal(1, column.MissingCount);
        Assert.Equal(nonFinite, column.NonFiniteCount);
    }

    [Fact]
    public void A_compressed_table_is_told_by_its_bytes_whatever_its_name()
    {
        foreach (var name in new[] { "table.csv.gz", "table.csv" })
        {
            using var file = TemporaryFile.Gzip("a,b\n1,x\n2,y\n", name);
            var table = CsvTable.Read(file.Path);
            Assert.Equal(2, table.RowCount);
            Assert.Equal(["x", "y"], Assert.IsType<TextColumn>(table.Column("b")).Levels);
        }
    }

    [Fact]
    public void A_compressed_table_of_several_members_is_read_whole()
    {
        byte[] content = [.. TemporaryFile.Compress("a,b\n1,x\n"u8.ToArray()), .. TemporaryFile.Compress("2,y\n"u8.ToArray())];
        using var file = TemporaryFile.Bytes("table.csv.gz", content);
        Assert.Equal([1, 2], Assert.IsType<NumberColumn>(CsvTable.Read(file.Path).Column("a")).Values);
    }

    [Fact]
    public void The_source_says_path_length_and_sha256_of_the_bytes_on_disk()
    {
        var path = Path.Combine(Samples.Folder, "penguins.csv");
        var source = CsvTable.Read(path).Source;
        Assert.Equal(path, source.Path);
        Assert.Equal(new FileInfo(path).Length, source.Bytes);
        // sha256sum samples/data/penguins.csv
        Assert.Equal("f5a505b2fcaa8c1e4a5f79df2bc35dfe05c172e9edf42948eecbe6b05633de00", source.Sha256);
        using var file = TemporaryFile.Gzip("a,b\n1,2\n");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path))), CsvTable.Read(file.Path).Source.Sha256);
    }

    [Fact]
    public void A_large_table_is_read_whole()
    {
        // More than the reader's buffer, so that cells lie across its edges; numbers and texts are checked cell by cell.
        const int Rows = 30_000;
        var table = Samples.Table("n,t,x", Rows, i => $"{i},level {i % 7},{i * 0.25}");
        Assert.Equal(Rows, table.RowCount);
        var numbers = Assert.IsType<NumberColumn>(table.Column("n"));
        var texts = Assert.IsType<TextColumn>(table.Column("t"));
        var quarters = Assert.IsType<NumberColumn>(table.Column("x"));
        Assert.Equal(7, texts.Levels.Count);
        for (var i = 0; i < Rows; i++)
        {
            Assert.Equal(i, numbers.Values[i]);
            Assert.Equal($"level {i % 7}", texts.Levels[texts.Codes[i]]);
            Assert.Equal(i * 0.25, quarters.Values[i]);
            Assert.Equal(i + 2, table.LineOf(i));
        }
    }
}
