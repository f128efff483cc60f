using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Reads the value of an option. What kind the option takes is known to the loss, which says so where another was written.</summary>
internal static class OptionReader
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">The reader, on the first token of the value; on its last when this returns.</param>
    /// <param name="name">The option's name, for errors.</param>
    /// <returns>
    /// A number, truth value, text, list of numbers or null. No option takes anything else, so that is given as text that
    /// describes it, for the sentence that refuses it.
    /// </returns>
    public static object? Read(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.Number:
                // One that no double holds is refused as what was written.
                return JsonTokens.TryNumber(ref reader, out var number) ? number : JsonTokens.Describe(ref reader);
            case JsonTokenType.String:
                return JsonTokens.Text(ref reader, name);
            case JsonTokenType.StartArray:
                return ReadList(ref reader);
            default:
                var description = JsonTokens.Describe(ref reader);
                reader.Skip();
                return description;
        }
    }

    private static object ReadList(ref Utf8JsonReader reader)
    {
        var numbers = new List<double>();
        string? stranger = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (JsonTokens.TryNumber(ref reader, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                stranger ??= $"a list with {JsonTokens.Describe(ref reader)} at place {numbers.Count}";
                reader.Skip();
            }
        }

        return stranger ?? (object)numbers.ToArray();
    }
}
