using System.Buffers.Binary;
using System.Globalization;

namespace LossKit.Cli;

/// <summary>The type of an element of a <c>.npy</c> file.</summary>
/// <param name="Text">As NumPy writes it: <c>&lt;f4</c>.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Read">Gives the number of such bytes.</param>
internal sealed record NpyElement(string Text, int Bytes, NpyElement.Reading Read)
{
    /// <summary>Gives the number of some bytes.</summary>
    /// <param name="bytes">The bytes of one element.</param>
    /// <returns>The number.</returns>
    public delegate double Reading(ReadOnlySpan<byte> bytes);

    /// <summary>Finds a type.</summary>
    /// <param name="text">
    /// As NumPy writes it; &lt; is little-endian, &gt; big-endian, | has no order, = is the writer's and taken for little-endian.
    /// </param>
    /// <param name="path">The file, for the sentence that says what is wrong.</param>
    /// <returns>The type.</returns>
    /// <exception cref="UsageException">It is none of real numbers, whole numbers or yes and no.</exception>
    public static NpyElement Of(string text, string path)
    {
        var isBigEndian = text.StartsWith('>');
        Reading? read = text.TrimStart('<', '>', '=', '|') switch
        {
            "f2" => isBigEndian
                ? bytes => (double)BinaryPrimitives.ReadHalfBigEndian(bytes)
                : bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            "f4" => isBigEndian
                ? bytes => BinaryPrimitives.ReadSingleBigEndian(bytes)
                : bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            "f8" => isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian : BinaryPrimitives.ReadDoubleLittleEndian,
            "i1" => bytes => (sbyte)bytes[0],
            "i2" => isBigEndian
                ? bytes => BinaryPrimitives.ReadInt16BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            "i4" => isBigEndian
                ? bytes => BinaryPrimitives.ReadInt32BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            "i8" => isBigEndian
                ? bytes => BinaryPrimitives.ReadInt64BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            "u1" => bytes => bytes[0],
            "u2" => isBigEndian
                ? bytes => BinaryPrimitives.ReadUInt16BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            "u4" => isBigEndian
                ? bytes => BinaryPrimitives.ReadUInt32BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            "u8" => isBigEndian
                ? bytes => BinaryPrimitives.ReadUInt64BigEndian(bytes)
                : bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            "b1" => bytes => bytes[0] == 0 ? 0 : 1,
            _ => null,
        };
        return read is null
            ? throw new UsageException(
                $"'{path}' holds elements of type '{text}', and real numbers (f2, f4, f8), whole numbers (i1 to i8, u1 to u8) and b1 are "
                    + "read: save it with astype('float32').")
            : new(text, int.Parse(text[^1..], CultureInfo.InvariantCulture), read);
    }
}
