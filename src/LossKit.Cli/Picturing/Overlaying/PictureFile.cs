using System.Text;

namespace LossKit.Cli;

/// <summary>A file that a picture is written to; its extension says in which form.</summary>
internal sealed class PictureFile
{
    private static readonly Dictionary<string, Func<CurveOverlay, IReadOnlyList<CurveQuantity>, string>> Forms = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = (overlay, quantities) => SvgOverlay.Write(overlay, quantities),
        [".html"] = HtmlOverlay.Write,
    };

    private readonly Func<CurveOverlay, IReadOnlyList<CurveQuantity>, string> _form;

    private PictureFile(string path, Func<CurveOverlay, IReadOnlyList<CurveQuantity>, string> form)
    {
        Path = path;
        _form = form;
    }

    /// <summary>Gets where the file is.</summary>
    public string Path { get; }

    /// <summary>Checks the name of a file.</summary>
    /// <param name="path">The name, as <c>--out</c> has it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UsageException">It has another extension, or cannot be a file.</exception>
    public static PictureFile Of(string path)
    {
        var extension = System.IO.Path.GetExtension(path);
        if (!Forms.TryGetValue(extension, out var form))
        {
            throw new UsageException(
                $"--out is '{path}'{Nearest.Suggest(extension, Forms.Keys)}, but must end with {string.Join(" or ", Forms.Keys)}.");
        }

        if (Directory.Exists(path))
        {
            throw new UsageException($"--out is '{path}', which is a folder: name a file in it.");
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? new(path, form)
            : throw new UsageException($"--out is '{path}', but there is no folder '{folder}': make it first, or name another.");
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Write(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities)
    {
        var content = Encoding.UTF8.GetBytes(_form(overlay, quantities));
        try
        {
            AtomicFile.Write(Path, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out is '{Path}', which cannot be written: {exception.Message.TrimEnd('.')}.");
        }
    }
}
