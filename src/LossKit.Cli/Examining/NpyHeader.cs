using System.Globalization;
using System.Text.RegularExpressions;

namespace LossKit.Cli;

/// <summary>The header of a <c>.npy</c> file: a Python dictionary with the element type, the order of the axes and the shape.</summary>
/// <param name="Element">The type of an element.</param>
/// <param name="Order">Which index runs fastest.</param>
/// <param name="Shape">The dimensions.</param>
internal sealed partial record NpyHeader(NpyElement Element, NpyOrder Order, int[] Shape)
{
    private const int TimeoutMilliseconds = 1000;

    /// <summary>Reads the header.</summary>
    /// <param name="text">The dictionary: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</param>
    /// <param name="path">The file, for the sentences that say what is wrong.</param>
    /// <returns>The header.</returns>
    /// <exception cref="UsageException">It is none, or its elements are no numbers.</exception>
    public static NpyHeader Parse(string text, string path)
    {
        var (type, order, shape) = (Type().Match(text), Fortran().Match(text), Dimensions().Match(text));
        if (!type.Success && Structured().IsMatch(text))
        {
            throw new UsageException(
                $"'{path}' holds records with several fields: save one of them, as numpy.save('prediction.npy', records['prediction']).");
        }

        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new UsageException($"'{path}' has no header that names descr, fortran_order and shape: write it with numpy.save.");
        }

        var lengths = shape.Groups["lengths"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var dimensions = new int[lengths.Length];
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (!int.TryParse(lengths[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[i]))
            {
                throw new UsageException(
                    $"'{path}' has the shape ({shape.Groups["lengths"].Value}), and lengths must be whole numbers up to {int.MaxValue}: "
                        + "write it with numpy.save.");
            }
        }

        return new(
            NpyElement.Of(type.Groups["type"].Value, path),
            string.Equals(order.Groups["order"].Value, "True", StringComparison.Ordinal) ? NpyOrder.ColumnMajor : NpyOrder.RowMajor,
            dimensions);
    }

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"](?<type>[^'"]*)['"]""", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Type();

    [GeneratedRegex("""['"]descr['"]\s*:\s*\[""", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Structured();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(?<order>True|False)""", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Fortran();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\((?<lengths>[^)]*)\)""", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Dimensions();
}

/// <summary>Which index of an array runs fastest.</summary>
internal enum NpyOrder
{
    /// <summary>The last one, as in C.</summary>
    RowMajor,

    /// <summary>The first one, as in Fortran.</summary>
    ColumnMajor,
}
