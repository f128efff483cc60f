using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>A finished training as a file: its JSON on the first line, the SHA-256 of that line on the second, so that damage is seen.</summary>
internal static class PartFile
{
    /// <summary>Writes a part.</summary>
    /// <param name="path">The file.</param>
    /// <param name="part">The part.</param>
    public static void Write(string path, PartDocument part)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(part, RunJson.Compact.PartDocument);
        AtomicFile.Write(path, [.. json, (byte)'\n', .. Seal(json), (byte)'\n']);
    }

    /// <summary>Reads a part.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The part, or null where the file is not as it was written.</returns>
    public static PartDocument? Read(string path)
    {
        var content = File.ReadAllBytes(path).AsSpan();
        var end = content.IndexOf((byte)'\n');
        if (end < 0 || !content[(end + 1)..].TrimEnd((byte)'\n').SequenceEqual(Seal(content[..end])))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content[..end], RunJson.Compact.PartDocument);
        }
        catch (JsonException)
        {
            // Sealed, but by a version that wrote other things.
            return null;
        }
    }

    private static byte[] Seal(ReadOnlySpan<byte> json) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json)));
}
