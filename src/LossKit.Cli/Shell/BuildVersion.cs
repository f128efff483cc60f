using System.Reflection;

namespace LossKit.Cli;

/// <summary>Which losskit this is: the version, and the commit it was built from.</summary>
internal static class BuildVersion
{
    /// <summary>
    /// Gets the version and the commit as <c>0.1.0+0123abc…</c>. A build outside a git working copy knows no commit and says so.
    /// </summary>
    public static string Text { get; } = Commit is null ? $"{Version} (commit unknown)" : $"{Version}+{Commit}";

    /// <summary>Gets the version: <c>0.1.0</c>.</summary>
    public static string Version => Split().Version;

    /// <summary>Gets the full hash of the commit, or null where the build did not know it.</summary>
    public static string? Commit => Split().Commit;

    // The SDK writes the commit behind a plus sign, where semantic versions keep what does not order them.
    private static (string Version, string? Commit) Split()
    {
        var text = typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var plus = text.IndexOf('+');
        return plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
    }
}
