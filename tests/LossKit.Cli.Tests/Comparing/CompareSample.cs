using System.Globalization;

namespace LossKit.Tests;

/// <summary>Runs of <c>losskit compare</c> that take a second.</summary>
internal static class CompareSample
{
    public static string Diabetes => Data("diabetes.csv");

    public static string Penguins => Data("penguins.csv");

    public static string BreastCancer => Data("breast_cancer.csv");

    /// <summary>Gives the words of a run on the diabetes data that writes to a folder.</summary>
    public static string[] Words(string folder, params string[] more) =>
        ["compare", Diabetes, "--target", "progression", "--epochs", "3", "--repeats", "2", "--losses", "mse,mae,huber:delta=0.5", "--out", folder, .. more];

    public static Task<Outcome> RunAsync(string folder, params string[] more) => Run.LosskitAsync(Words(folder, more));

    /// <summary>Gives when each finished training was written.</summary>
    public static Dictionary<string, DateTime> PartTimes(string folder) => Directory.GetFiles(Path.Combine(folder, "parts"), "*.part")
        .ToDictionary(file => Path.GetFileName(file), File.GetLastWriteTimeUtc, StringComparer.Ordinal);

    /// <summary>Writes a table with the columns a, b and y, y = a + b, and a cell replaced.</summary>
    public static string Table(int rows, int replacedRow = -1, string replacement = "") =>
        "a,b,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row * 7 % 11},{(row == replacedRow ? replacement : $"{row * 3 % 5}")},{(row * 7 % 11) + (row * 3 % 5) + 0.5}\n")));

    public static void AssertSameFiles(string expected, string found)
    {
        foreach (var name in new[] { "results.json", "predictions.csv" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(found, name)));
        }
    }

    private static string Data(string name) => Path.Combine(TestPlaces.Repository, "samples", "data", name);
}
