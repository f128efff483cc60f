using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Reads nested lists of numbers: the nesting is the shape. Its memory is kept for the next array.</summary>
internal sealed class ArrayReader
{
    // The reader of a line goes no deeper than this many lists and objects.
    private const int DeepestNesting = 64;
    private const int Unknown = -1;
    private readonly int[] _shape = new int[DeepestNesting];
    private readonly int[] _counts = new int[DeepestNesting];
    private double[] _numbers = new double[64];
    private int _total;
    private int _depth;
    private int _rank;

    /// <summary>Reads an array, or a single number, which has rank 0.</summary>
    /// <param name="reader">The reader, on the first token of the value; on its last when this returns.</param>
    /// <param name="name">The name of the input, for errors.</param>
    /// <returns>The numbers and their shape.</returns>
    /// <exception cref="LossException">The lists are ragged, or something is not a number.</exception>
    public NamedArray Read(ref Utf8JsonReader reader, string name)
    {
        _total = 0;
        _depth = 0;
        _rank = Unknown;
        Array.Fill(_shape, Unknown);
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    Open(name);
                    break;
                case JsonTokenType.EndArray:
                    Close(name);
                    break;
                default:
                    Take(ref reader, name);
                    break;
            }
        }
        while (_depth > 0 && reader.Read());

        return new(_numbers.AsSpan(0, _total).ToArray(), _shape.AsSpan(0, _rank).ToArray());
    }

    private void Open(string name)
    {
        if (_depth == _rank)
        {
            throw RequestSentences.UnevenDepth(Place(name), "a list", "numbers");
        }

        if (_depth > 0)
        {
            _counts[_depth - 1]++;
        }

        _counts[_depth++] = 0;
    }

    private void Close(string name)
    {
        // The first list that ends is a deepest one, so it tells the rank even where it is empty.
        _rank = _rank == Unknown ? _depth : _rank;
        var count = _counts[_depth - 1];
        ref var length = ref _shape[_depth - 1];
        _depth--;
        if (length == Unknown)
        {
            length = count;
        }
        else if (length != count)
        {
            _counts[_depth - 1]--;
            throw RequestSentences.Ragged(Place(name), count, length);
        }
    }

    private void Take(ref Utf8JsonReader reader, string name)
    {
        if (!JsonTokens.TryNumber(ref reader, out var number))
        {
            throw RequestSentences.WrongKind(
                Place(name), JsonTokens.Describe(ref reader), "a number that float64 holds, \"NaN\", \"Infinity\" or \"-Infinity\"");
        }

        _rank = _rank == Unknown ? _depth : _rank;
        if (_depth != _rank)
        {
            throw RequestSentences.UnevenDepth(Place(name), "a number", "lists");
        }

        if (_depth > 0)
        {
            _counts[_depth - 1]++;
        }

        if (_total == _numbers.Length)
        {
            Array.Resize(ref _numbers, 2 * _total);
        }

        _numbers[_total++] = number;
    }

    // The counts of the open lists are the index of the element that stands next.
    private string Place(string name)
    {
        var place = new StringBuilder(JsonTokens.Cut(name));
        for (var i = 0; i < _depth; i++)
        {
            place.Append(CultureInfo.InvariantCulture, $"[{_counts[i] - (i < _depth - 1 ? 1 : 0)}]");
        }

        return place.ToString();
    }
}
