namespace LossKit.Cli;

/// <summary>Writes files that are there completely or not at all, whenever the process or the machine stops.</summary>
internal static class AtomicFile
{
    /// <summary>What names of files end with that are not finished.</summary>
    public const string UnfinishedExtension = ".unfinished";

    /// <summary>Writes a file: beside its place, to the disk, then under its name.</summary>
    /// <param name="path">The file; it is replaced where it is there.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = path + UnfinishedExtension;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes a file from its bytes.</summary>
    /// <param name="path">The file; it is replaced where it is there.</param>
    /// <param name="content">The content.</param>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));
}
