using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Writes words as a JSON array.</summary>
internal static class JsonWords
{
    /// <summary>Writes a member that holds words.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="words">The words.</param>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
