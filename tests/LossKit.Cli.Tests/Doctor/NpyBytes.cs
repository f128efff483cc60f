using System.Buffers.Binary;
using System.Text;

namespace LossKit.Tests;

/// <summary>Writes <c>.npy</c> files byte by byte, as NumPy's format document (NEP 1) lays them out.</summary>
internal static class NpyBytes
{
    public static byte[] Of(string type, string shape, byte[] data, string order = "False", byte version = 1)
    {
        var header = Encoding.UTF8.GetBytes($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, version, 0, .. Length(header.Length, version), .. header, .. data];
    }

    public static byte[] Singles(params double[] values) =>
        Bytes(values, 4, (span, value) => BinaryPrimitives.WriteSingleLittleEndian(span, (float)value));

    public static byte[] BigDoubles(params double[] values) => Bytes(values, 8, BinaryPrimitives.WriteDoubleBigEndian);

    public static byte[] Longs(params double[] values) =>
        Bytes(values, 8, (span, value) => BinaryPrimitives.WriteInt64LittleEndian(span, (long)value));

    public static byte[] Bytes(double[] values, int size, Writing write)
    {
        var bytes = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            write(bytes.AsSpan(i * size, size), values[i]);
        }

        return bytes;
    }

    private static byte[] Length(int length, byte version) =>
        version == 1
            ? [(byte)length, (byte)(length >> 8)]
            : [(byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)(length >> 24)];

    public delegate void Writing(Span<byte> span, double value);
}
