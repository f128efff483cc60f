namespace LossKit.Tests;

/// <summary>Values that a careless or ill-meaning program could write into a request, each as JSON or nearly so.</summary>
internal static class HostileJson
{
    private const int LongText = 20_000;

    /// <summary>Gets the values.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "\"\"", "\"x\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "NaN", "-Infinity", "Infinity", "nan", "undefined",
        "0", "-0", "-0.0", "0.5", "-1", "1.5", "7", "1000000000", "2147483647", "2147483648", "-2147483649", "9007199254740993", "1e18",
        "1e308", "-1e308", "1e999", "-1e999", "1e-999", "5e-324", "1e-45", "1e39", "1_0", "0x10", "01", "+1", ".5", "1.", "1e", "١",
        "[]", "[[]]", "[[],[]]", "[[[]],[[]]]", "[[],[1]]", "[1,[2]]", "[null]", "[\"NaN\"]", "[1e999]", "{}", "{\"a\":1}", "[{}]",
        "[0,0,0,0,0,0,0,0]", "[[0,1],[1,0]]", "[[1],[2],[3]]", "[[[1,2],[3,4]]]", "[-100]", "[1000000000]", "[0.5]", "[2147483648]",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\u00e9\u4e2d\"", "\"none\"", "\"sum\"", "\"mean\"", "\"batch-mean\"", "\"float32\"",
        $"\"{new string('a', LongText)}\"", $"{new string('9', LongText)}", $"0.{new string('0', LongText)}1",
        $"{new string('[', 63)}{new string(']', 63)}", $"{new string('[', 70)}{new string(']', 70)}", new string('[', LongText),
        $"[{string.Join(',', Enumerable.Repeat("[]", 3000))}]", $"[{string.Join(',', Enumerable.Repeat("[1]", 300))}]",
    ];

    /// <summary>Gets bytes that belong into no request, to be put anywhere.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [(byte)'\r'], [0xE2, 0x80, 0xA8], [0xF4, 0x90, 0x80, 0x80], [0x1B],
        [.. "\""u8], [.. "}"u8], [.. "{"u8], [.. ","u8], [.. "\\"u8], [.. "//"u8], [.. "\\u"u8], [.. "1e999"u8], [.. ",\"id\":2"u8], [.. "]["u8],
    ];
}
