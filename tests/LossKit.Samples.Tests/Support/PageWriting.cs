namespace LossKit.Tests;

/// <summary>
/// Writes what commands print, and draw, into the pages instead of holding the pages against it, where that is asked for:
/// <c>LOSSKIT_WRITE_DOCS=1 dotnet test -c Release tests/LossKit.Samples.Tests --filter PageCommand</c>.
/// </summary>
internal static class PageWriting
{
    /// <summary>Gets whether the pages are to be written.</summary>
    public static bool IsAskedFor => Environment.GetEnvironmentVariable("LOSSKIT_WRITE_DOCS") is "1";

    /// <summary>Puts a text into a block.</summary>
    /// <param name="fence">The block.</param>
    /// <param name="text">The text, which ends with a line break.</param>
    public static void Replace(Fence fence, string text)
    {
        string[] lines = Repository.Lines(fence.Page);
        string[] written = [.. lines[..fence.Line], .. text.TrimEnd('\n').Split('\n'), .. lines[(fence.Line + fence.Lines.Count)..]];
        File.WriteAllText(Path.Combine(Repository.Root, fence.Page), string.Concat(written.Select(line => line + "\n")));
    }
}
