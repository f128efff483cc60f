using System.Buffers.Binary;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class NpyFileTests
{
    public static TheoryData<string, byte[], double[]> Types => new()
    {
        { "<f2", NpyBytes.Bytes([1.5, -2], 2, (span, value) => BinaryPrimitives.WriteHalfLittleEndian(span, (Half)value)), [1.5, -2] },
        { "<f4", NpyBytes.Singles(1.5, -2), [1.5, -2] },
        { ">f4", NpyBytes.Bytes([1.5, -2], 4, (span, value) => BinaryPrimitives.WriteSingleBigEndian(span, (float)value)), [1.5, -2] },
        { ">f8", NpyBytes.BigDoubles(0.1, double.NaN), [0.1, double.NaN] },
        { "|i1", [0xff, 3], [-1, 3] },
        { "<i2", [0xfe, 0xff, 1, 0], [-2, 1] },
        { ">i4", NpyBytes.Bytes([-7, 70000], 4, (span, value) => BinaryPrimitives.WriteInt32BigEndian(span, (int)value)), [-7, 70000] },
        { "<i8", NpyBytes.Longs(-5, 1L << 40), [-5, 1L << 40] },
        { "|u1", [0xff, 0], [255, 0] },
        { ">u2", [1, 0, 0, 2], [256, 2] },
        { "<u4", [0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0], [uint.MaxValue, 1] },
        { "<u8", [1, 0, 0, 0, 0, 0, 0, 0x80, 2, 0, 0, 0, 0, 0, 0, 0], [9223372036854775808, 2] },
        { "|b1", [1, 0], [1, 0] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_is_read(string type, byte[] data, double[] expected)
    {
        var array = Read(NpyBytes.Of(type, "(2,)", data));

        Assert.Equal(expected, array.Values);
        Assert.Equal([2], array.Shape);
    }

    [Theory]
    [InlineData((byte)1)]
    [InlineData((byte)2)]
    [InlineData((byte)3)]
    public void Every_version_and_both_orders_are_read(byte version)
    {
        // [[1,2,3],[4,5,6]]: row by row, and column by column.
        Assert.Equal([1, 2, 3, 4, 5, 6], Read(NpyBytes.Of("<f4", "(2, 3)", NpyBytes.Singles(1, 2, 3, 4, 5, 6), version: version)).Values);
        var turned = Read(NpyBytes.Of("<f4", "(2, 3)", NpyBytes.Singles(1, 4, 2, 5, 3, 6), "True", version));
        Assert.Equal([1, 2, 3, 4, 5, 6], turned.Values);
        Assert.Equal([2, 3], turned.Shape);
    }

    [Fact]
    public void Three_axes_in_column_major_order_are_turned()
    {
        // The element at (i, j, k) of shape (2, 3, 2) is 100·i + 10·j + k, written with the first index fastest.
        double[] written = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
        double[] expected = [0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121];

        Assert.Equal(expected, Read(NpyBytes.Of("<i8", "(2, 3, 2)", NpyBytes.Longs(written), "True")).Values);
    }

    [Fact]
    public void More_numbers_than_one_portion_are_read()
    {
        double[] values = [.. Enumerable.Range(0, 20_001).Select(i => (double)i)];

        Assert.Equal(values, Read(NpyBytes.Of("<i8", "(20001,)", NpyBytes.Longs(values))).Values);
        Assert.Equal(2, Assert.Single(Read(NpyBytes.Of("<f4", "()", NpyBytes.Singles(2))).Values));
        Assert.Empty(Read(NpyBytes.Of("<f4", "(0, 3)", [])).Values);
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { "PK\u0003\u0004 and more"u8.ToArray(), "is no .npy file: write it with numpy.save." },
        { [], "is no .npy file: write it with numpy.save." },
        { NpyBytes.Of("<f4", "(2,)", NpyBytes.Singles(1, 2), version: 9),
            "is a .npy file of version 9, and 1 to 3 are read: write it with numpy.save." },
        { NpyBytes.Of("<f4", "(3,)", NpyBytes.Singles(1, 2)),
            "has 8 bytes behind its header, but 12 belong to 3 numbers of type <f4: write it again." },
        { NpyBytes.Of("<f4", "(1,)", NpyBytes.Singles(1, 2)),
            "has 8 bytes behind its header, but 4 belong to 1 numbers of type <f4: write it again." },
        { NpyBytes.Of("<U5", "(1,)", new byte[20]),
            "holds elements of type '<U5', and real numbers (f2, f4, f8), whole numbers (i1 to i8, u1 to u8) and b1 are read" },
        { NpyBytes.Of("|O", "(1,)", [0]), "holds elements of type '|O'" },
        { NpyBytes.Of("<c8", "(1,)", new byte[8]), "holds elements of type '<c8'" },
        { NpyBytes.Of("<f4", "(99999, 99999, 99999)", []), "holds more than 268435456 numbers: give a part of them." },
        { NpyBytes.Of("<f4", "(-1,)", []), "has the shape (-1,), and lengths must be whole numbers up to 2147483647" },
        { [0x93, .. "NUMPY"u8, 1, 0, 200, 0, (byte)'{'], "ends too early: write it again." },
        { [0x93, .. "NUMPY"u8, 2, 0, 0xff, 0xff, 0xff, 0x7f],
            "says that its header has 2147483647 bytes, and 65536 are the most: write it again." },
        { [0x93, .. "NUMPY"u8, 1, 0, 3, 0, .. "{ }"u8],
            "has no header that names descr, fortran_order and shape: write it with numpy.save." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_gets_a_sentence(byte[] bytes, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<UsageException>(() => Read(bytes)).Message, StringComparison.Ordinal);

    private static NamedArray Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Of("array.npy"), bytes);
        return NpyFile.Read(folder.Of("array.npy"));
    }
}
