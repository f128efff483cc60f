using System.Reflection;

namespace LossKit.Tests;

/// <summary>The files of the repository, where the build found them.</summary>
internal static class Repository
{
    public static string Root => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Gets the pages that users read, relative to the root.</summary>
    public static IEnumerable<string> Pages =>
        [
            "README.md",
            "CONTRIBUTING.md",
            "samples/README.md",
            .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal),
        ];

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));
}
