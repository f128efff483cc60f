using System.Buffers.Binary;
using System.IO.Compression;

namespace LossKit;

/// <summary>
/// Tells whether a gzip file is complete, which <see cref="GZipStream"/> does not: it takes the end of a file that was cut off for the end
/// of the data.
/// </summary>
internal static class GzipFile
{
    /// <summary>The length of an empty member's header and trailer: no gzip file is shorter.</summary>
    private const int Shortest = 18;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    /// <summary>Says whether a stream starts as a gzip file does; it has to be at its start, and is put back there.</summary>
    public static bool Starts(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == magic.Length && magic is [0x1F, 0x8B];
    }

    /// <summary>
    /// Unpacks a file to its end and compares with what its last eight bytes say: checksum and length of its last member (RFC 1952, 2.3.1;
    /// most files have only one).
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged or was cut off.</exception>
    public static void Check(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < Shortest) throw new InvalidDataException("The file ends before its data does.");
        var length = Unpack(file, skip: long.MaxValue).Length;
        Span<byte> trailer = stackalloc byte[8];
        file.Seek(-trailer.Length, SeekOrigin.End);
        file.ReadExactly(trailer);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        var last = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        // One member, whose checksum was verified while unpacking: the length is stored without its higher bits.
        if (last == (uint)length) return;
        if (last > length || Unpack(file, skip: length - last).Checksum != checksum)
            throw new InvalidDataException("The file ends before its data does.");
    }

    /// <summary>Unpacks everything, and takes the CRC-32 of what comes after <paramref name="skip"/> bytes.</summary>
    private static (long Length, uint Checksum) Unpack(FileStream file, long skip)
    {
        file.Position = 0;
        using var stream = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        long length = 0;
        var crc = uint.MaxValue;
        for (int read; (read = stream.Read(buffer)) > 0; length += read)
        {
            var skipped = (int)Math.Clamp(skip - length, 0, read);
            foreach (var value in buffer.AsSpan(skipped, read - skipped)) crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return (length, ~crc);
    }

    private static uint CrcOfByte(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        return crc;
    }
}
