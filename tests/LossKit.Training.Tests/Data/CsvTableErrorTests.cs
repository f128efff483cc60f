using System.Text;

namespace LossKit.Tests;

public sealed class CsvTableErrorTests
{
    [Theory]
    [InlineData("", "FILE is empty; it needs a header line and rows.")]
    [InlineData("\n\n", "FILE is empty; it needs a header line and rows.")]
    [InlineData("a,b\n", "FILE has a header but no rows below it.")]
    [InlineData(
        "1,2.5,3\n4,5,6\n",
        "FILE has no header: the cells of its first line are all numbers (1, 2.5, 3); put a line with the names of the columns above it.")]
    [InlineData("a,b,a\n1,2,3\n", "Columns 1 and 3 of FILE are both called `a`; rename one.")]
    [InlineData("a,,c\n1,2,3\n", "Column 2 of FILE has no name in the header; name it (and drop it if it only numbers the rows).")]
    [InlineData("a;b\n1;2\n", "FILE seems to be separated by semicolons; save it with commas between the cells.")]
    [InlineData("a\tb\n1\t2\n", "FILE seems to be separated by tabs; save it with commas between the cells.")]
    [InlineData("a\n1\n", "FILE has a single column `a`; it needs a target and at least one column to predict it from.")]
    [InlineData(
        "a,b\n1,2\n\n3\n",
        "Line 4 of FILE has 1 cell where the header has 2; put a cell that holds a comma in quotation marks, and give an empty cell its comma.")]
    [InlineData(
        "a,b\n\"x\ny\",2\n3,4,5\n",
        "Line 4 of FILE has 3 cells where the header has 2; put a cell that holds a comma in quotation marks, and give an empty cell its comma.")]
    [InlineData(
        "a,b\n1,2\n3,\"4\n5,6\n",
        "Line 3 of FILE has a quotation mark that is never closed or stands inside an unquoted cell, or is longer than 64 MiB; put the whole cell in quotation marks and double those inside it.")]
    [InlineData(
        "a,b\n1,2\n3,4\"x\n5,6\n",
        "Line 3 of FILE has a quotation mark that is never closed or stands inside an unquoted cell, or is longer than 64 MiB; put the whole cell in quotation marks and double those inside it.")]
    public void What_is_no_table_is_refused_with_a_sentence(string content, string message)
    {
        using var file = TemporaryFile.Text(content);
        AssertMessage(message, file.Path);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        using var file = TemporaryFile.Text("");
        var folder = Path.GetDirectoryName(file.Path)!;
        AssertMessage("FILE is a folder; name the .csv or .csv.gz file in it.", folder);
        AssertMessage("There is no file FILE; check the path.", Path.Combine(folder, "absent.csv"));
    }

    [Fact]
    public void A_broken_gzip_file_is_refused()
    {
        var whole = TemporaryFile.Compress(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * i}\n"))));
        var corrupt = (byte[])whole.Clone();
        for (var i = corrupt.Length / 2; i < corrupt.Length / 2 + 64; i++) corrupt[i] ^= 0x5A;
        foreach (var content in new[] { whole[..(whole.Length / 2)], whole[..^4], whole[..^9], whole[..5], corrupt, "a,b\n1,2\n"u8.ToArray() })
        {
            using var file = TemporaryFile.Bytes("table.csv.gz", content);
            AssertMessage("FILE is not a complete gzip file; fetch or compress it again.", file.Path);
        }
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused_with_its_line()
    {
        foreach (var (content, line) in new[] { ("a,gr\u00F6\u00DFe\n1,2\n", 1), ("a,b\n1,x\n2,K\u00F6ln\n", 3) })
        {
            using var file = TemporaryFile.Bytes("table.csv", Encoding.Latin1.GetBytes(content));
            AssertMessage($"Line {line} of FILE is not UTF-8 text; save the file as UTF-8.", file.Path);
        }
    }

    [Theory]
    [InlineData("bmi2", "FILE has no column `bmi2`; did you mean `bmi`?")]
    [InlineData("BMI", "FILE has no column `BMI`; did you mean `bmi`?")]
    [InlineData("nothing", "FILE has no column `nothing`; there are `age`, `bmi`.")]
    public void An_unknown_column_is_refused_with_the_nearest(string name, string message)
    {
        using var file = TemporaryFile.Text("age,bmi\n1,2\n");
        var table = CsvTable.Read(file.Path);
        Assert.Equal(message.Replace("FILE", file.Path, StringComparison.Ordinal), Assert.Throws<DataException>(() => table.Column(name)).Message);
    }

    private static void AssertMessage(string message, string path) =>
        Assert.Equal(message.Replace("FILE", path, StringComparison.Ordinal), Assert.Throws<DataException>(() => CsvTable.Read(path)).Message);
}
