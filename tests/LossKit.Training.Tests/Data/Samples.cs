namespace LossKit.Tests;

/// <summary>The tables the tests work on: the repository's sample data, and small ones written in a test.</summary>
internal static class Samples
{
    /// <summary>Gets the folder of the sample data, searched upwards from the test's own.</summary>
    public static string Folder { get; } = Find();

    public static CsvTable Read(string name) => CsvTable.Read(Path.Combine(Folder, name));

    public static Dataset Dataset(string name, string target) => LossKit.Dataset.From(Read(name), new DatasetOptions { Target = target });

    /// <summary>Reads a table from its text.</summary>
    public static CsvTable Parse(string content)
    {
        using var file = TemporaryFile.Text(content);
        return CsvTable.Read(file.Path);
    }

    /// <summary>Writes a table: a header and a line for each of <paramref name="rows"/> rows.</summary>
    public static CsvTable Table(string header, int rows, Func<int, string> line) =>
        Parse($"{header}\n{string.Concat(Enumerable.Range(0, rows).Select(i => line(i) + "\n"))}");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "samples", "data");
            if (Directory.Exists(data)) return data;
        }

        throw new DirectoryNotFoundException("samples/data is not above the tests' folder.");
    }
}
