
namespace LossKit.Tests;

/// <summary>Files of reference values that lie beside the tests' sources.</summary>
internal static class ReferenceFile
{
    /// <summary>The lines of a file in this folder's reference directory.</summary>
    public static string[] Lines(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Numerics", "reference", name));
}
