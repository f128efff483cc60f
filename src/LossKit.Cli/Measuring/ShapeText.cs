using System.Globalization;

namespace LossKit.Cli;

/// <summary>Shapes as they are written on a command line: lengths with x between.</summary>
internal static class ShapeText
{
    // A gigabyte of floats for each input: above that, a machine measures its swap space.
    private const long MostElements = 1L << 28;

    /// <summary>Reads a shape.</summary>
    /// <param name="text">The text: <c>256x1000</c>.</param>
    /// <returns>The lengths.</returns>
    /// <exception cref="UsageException">It is no shape, or too large.</exception>
    public static int[] Parse(string text)
    {
        var parts = text.Split('x', 'X', '×');
        var shape = new int[parts.Length];
        var elements = 1L;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out shape[i]) || shape[i] < 1)
            {
                throw new UsageException($"--shape is '{text}', but must be lengths of at least 1 with x between, such as 256x1000.");
            }

            elements *= shape[i];
            if (elements > MostElements)
            {
                throw new UsageException($"--shape is '{text}', which is more than {MostElements} numbers: write a smaller one.");
            }
        }

        return shape;
    }

    /// <summary>Writes a shape.</summary>
    /// <param name="shape">The lengths.</param>
    /// <returns>The text.</returns>
    public static string Of(int[] shape) => string.Join('x', shape);
}
