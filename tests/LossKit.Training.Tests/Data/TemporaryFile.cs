using System.IO.Compression;
using System.Text;

namespace LossKit.Tests;

/// <summary>A file that is there for the length of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(string name, byte[] content)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("losskit-").FullName, name);
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public static TemporaryFile Text(string content) => new("table.csv", Encoding.UTF8.GetBytes(content));

    public static TemporaryFile Bytes(string name, byte[] content) => new(name, content);

    public static TemporaryFile Gzip(string content, string name = "table.csv.gz") => new(name, Compress(Encoding.UTF8.GetBytes(content)));

    public static byte[] Compress(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal)) gzip.Write(content);
        return memory.ToArray();
    }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
