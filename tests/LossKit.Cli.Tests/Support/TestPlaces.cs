using System.Reflection;

namespace LossKit.Tests;

/// <summary>Where things are, as the build wrote it down.</summary>
internal static class TestPlaces
{
    public static string Repository => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    public static string Command => Path.Combine(AppContext.BaseDirectory, "losskit.dll");

    private static string Metadata(string key) => typeof(TestPlaces).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
