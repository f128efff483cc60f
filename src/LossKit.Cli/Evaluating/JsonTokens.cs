using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>What a JSON reader stands on, as a value or in words.</summary>
internal static class JsonTokens
{
    private const int LongestQuote = 40;

    /// <summary>Gives the text that the reader stands on.</summary>
    /// <param name="reader">The reader, on a string or a property name.</param>
    /// <param name="place">What it is, for the error.</param>
    /// <returns>The text.</returns>
    public static string Text(ref Utf8JsonReader reader, string place)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for an escape that is half of a surrogate pair.
            throw RequestSentences.NotText(place);
        }
    }

    /// <summary>Says whether the reader stands on a text.</summary>
    /// <param name="reader">The reader, on a string or a property name.</param>
    /// <param name="text">The text in UTF-8.</param>
    /// <returns>Whether it does; what is not valid Unicode is no text at all.</returns>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Gives the number that the reader stands on; the three that JSON lacks are strings. One that is too large for its digits to mean
    /// anything but infinity is none: who means infinity writes it.
    /// </summary>
    /// <param name="reader">The reader, on any token.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryNumber(ref Utf8JsonReader reader, out double number)
    {
        number = double.NaN;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                number = reader.GetDouble();
                return double.IsFinite(number);
            case JsonTokenType.String when Is(ref reader, NonFinite.NotANumber):
                return true;
            case JsonTokenType.String when Is(ref reader, NonFinite.PositiveInfinity):
                number = double.PositiveInfinity;
                return true;
            case JsonTokenType.String when Is(ref reader, NonFinite.NegativeInfinity):
                number = double.NegativeInfinity;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Says in words what the reader stands on; a long text is cut.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The words.</returns>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => string.Create(CultureInfo.InvariantCulture, $"\"{Cut(Encoding.UTF8.GetString(reader.ValueSpan))}\""),
        _ => Cut(Encoding.UTF8.GetString(reader.ValueSpan)),
    };

    /// <summary>Cuts a long text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text or its start.</returns>
    public static string Cut(string text) => text.Length <= LongestQuote
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)}…";
}
