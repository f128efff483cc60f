using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace LossKit.Cli;

/// <summary>The type of an element of a <c>.npy</c> file.</summary>
/// <param name="Text">As NumPy writes it: <c>&lt;f4</c>.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Read">Gives the number of such bytes.</param>
internal sealed record NpyElement(string Text, int Bytes, NpyElement.Reading Read)
{
    /// <summary>Gets whether its numbers are real or whole.</summary>
    public NumberForm Form => Text.TrimStart('<', '>', '=', '|') is ['f', ..] ? NumberForm.Real : NumberForm.Whole;

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
            "i1" => Whole<sbyte>(isBigEndian),
            "i2" => Whole<short>(isBigEndian),
            "i4" => Whole<int>(isBigEndian),
            "i8" => Whole<long>(isBigEndian),
            "u1" => Whole<byte>(isBigEndian),
            "u2" => Whole<ushort>(isBigEndian),
            "u4" => Whole<uint>(isBigEndian),
            "u8" => Whole<ulong>(isBigEndian),
            "b1" => bytes => bytes[0] == 0 ? 0 : 1,
            _ => null,
        };
        return read is null
            ? throw new UsageException(
                $"'{path}' holds elements of type '{text}', and real numbers (f2, f4, f8), whole numbers (i1 to i8, u1 to u8) and b1 are "
                    + "read: save it with astype('float32').")
            : new(text, int.Parse(text[^1..], CultureInfo.InvariantCulture), read);
    }

    private static Reading Whole<T>(bool isBigEndian)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        var isUnsigned = T.IsZero(T.MinValue);
        return isBigEndian
            ? bytes => double.CreateChecked(T.ReadBigEndian(bytes, isUnsigned))
            : bytes => double.CreateChecked(T.ReadLittleEndian(bytes, isUnsigned));
    }
}
