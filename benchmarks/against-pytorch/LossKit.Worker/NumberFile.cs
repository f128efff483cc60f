using System.Runtime.InteropServices;
using System.Text.Json;

namespace LossKit.Benchmarks;

/// <summary>Numbers in files that both sides read: float or int, one after the other.</summary>
internal static class NumberFile
{
    /// <summary>Reads an input with its shape.</summary>
    /// <param name="input">Its file, type and shape.</param>
    public static NamedArray Read(JsonElement input)
    {
        byte[] bytes = File.ReadAllBytes(input.GetProperty("file").GetString()!);
        double[] numbers = input.GetProperty("type").GetString() == "i32"
            ? Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), number => (double)number)
            : Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), number => (double)number);
        return new(numbers, [.. input.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())]);
    }

    /// <summary>Reads floats.</summary>
    /// <param name="path">The file.</param>
    public static float[] Floats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
