using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Reads the list of what an answer shall hold.</summary>
internal static class WantReader
{
    private const string Expected = "a list of \"value\", \"gradients\" and \"hessian\", or some of them";

    /// <summary>Reads the list.</summary>
    /// <param name="reader">The reader, on the first token of the list; on its last when this returns.</param>
    /// <returns>What is wanted.</returns>
    /// <exception cref="LossException">It is no such list.</exception>
    public static Answers Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw RequestSentences.WrongKind("want", JsonTokens.Describe(ref reader), Expected);
        }

        var wanted = default(Answers);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            wanted |= ReadWord(ref reader);
        }

        return wanted == default ? throw RequestSentences.WrongKind("want", "empty", Expected) : wanted;
    }

    private static Answers ReadWord(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var answer in Enum.GetValues<Answers>())
            {
                if (JsonTokens.Is(ref reader, Encoding.UTF8.GetBytes(Words.Of(answer))))
                {
                    return answer;
                }
            }
        }

        throw RequestSentences.WrongKind("An entry of want", JsonTokens.Describe(ref reader), "\"value\", \"gradients\" or \"hessian\"");
    }
}
