using System.Buffers.Binary;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Reads arrays as NumPy writes them (<c>.npy</c>, versions 1 to 3): real numbers, whole numbers and yes or no, in either order of bytes
/// and of axes.
/// </summary>
internal static class NpyFile
{
    // The widest element is as wide as a double, and more than this fits into no array of them.
    private const int MostElements = 1 << 28;
    private const int LongestHeader = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The array, in row-major order.</returns>
    /// <exception cref="UsageException">It is not there or cannot be read, or is no such array.</exception>
    public static NamedArray Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"There is no file '{path}': check the path.");
        }
        catch (EndOfStreamException)
        {
            throw new UsageException($"'{path}' ends too early: write it again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read ({exception.Message.TrimEnd('.')}).");
        }
    }

    private static NamedArray Read(FileStream stream, string path)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
        {
            throw new UsageException($"'{path}' is no .npy file: write it with numpy.save.");
        }

        var header = NpyHeader.Parse(Encoding.UTF8.GetString(HeaderOf(stream, start[6], path)), path);
        var count = CountOf(header.Shape, path);
        var left = stream.Length - stream.Position;
        var bytes = (long)count * header.Element.Bytes;
        if (left != bytes)
        {
            throw new UsageException(
                $"'{path}' has {left} bytes behind its header, but {bytes} belong to {count} numbers of type "
                    + $"{header.Element.Text}: write it again.");
        }

        var values = new double[count];
        Fill(stream, header.Element, values);
        return new(header.Order == NpyOrder.ColumnMajor ? Turned(values, header.Shape) : values, header.Shape) { Form = header.Element.Form };
    }

    private static int CountOf(int[] shape, string path)
    {
        // A length of 0 makes all others harmless; without one no product may grow beyond what fits.
        var count = shape.Contains(0) ? 0L : 1L;
        foreach (var length in shape)
        {
            count *= length;
            if (count > MostElements)
            {
                throw new UsageException($"'{path}' holds more than {MostElements} numbers: give a part of them.");
            }
        }

        return (int)count;
    }

    private static byte[] HeaderOf(FileStream stream, byte version, string path)
    {
        Span<byte> length = stackalloc byte[version == 1 ? 2 : 4];
        if (version is < 1 or > 3)
        {
            throw new UsageException($"'{path}' is a .npy file of version {version}, and 1 to 3 are read: write it with numpy.save.");
        }

        stream.ReadExactly(length);
        var bytes = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > LongestHeader)
        {
            throw new UsageException($"'{path}' says that its header has {bytes} bytes, and {LongestHeader} are the most: write it again.");
        }

        var header = new byte[bytes];
        stream.ReadExactly(header);
        return header;
    }

    private static void Fill(FileStream stream, NpyElement element, double[] values)
    {
        const int Portion = 1 << 13;
        var buffer = new byte[Portion * element.Bytes];
        for (var first = 0; first < values.Length; first += Portion)
        {
            var portion = buffer.AsSpan(0, Math.Min(Portion, values.Length - first) * element.Bytes);
            stream.ReadExactly(portion);
            for (var i = 0; i < portion.Length / element.Bytes; i++)
            {
                values[first + i] = element.Read(portion.Slice(i * element.Bytes, element.Bytes));
            }
        }
    }

    // Column-major: the first index runs fastest.
    private static double[] Turned(double[] values, int[] shape)
    {
        var turned = new double[values.Length];
        var places = new int[shape.Length];
        foreach (var value in values)
        {
            var place = 0;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                place = (place * shape[axis]) + places[axis];
            }

            turned[place] = value;
            for (var axis = 0; axis < shape.Length && ++places[axis] == shape[axis]; axis++)
            {
                places[axis] = 0;
            }
        }

        return turned;
    }
}
