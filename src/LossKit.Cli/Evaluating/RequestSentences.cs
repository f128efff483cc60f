using System.Text.Json;

namespace LossKit.Cli;

/// <summary>The sentences about requests that cannot be read, each written once.</summary>
internal static class RequestSentences
{
    private const int LongestReason = 200;

    /// <summary>The line is not JSON.</summary>
    public static LossException NotJson(JsonException error)
    {
        // The reader's message ends with the position, counted from 0, which is said here in words.
        var reason = Sentence(error.Message.Split(" LineNumber:", 2)[0].TrimEnd('.', ' '));
        return Malformed(
            "line",
            $"The line is not JSON at byte {error.BytePositionInLine + 1} ({reason}): write one JSON object on a line, and NaN and "
            + "the infinities as \"NaN\", \"Infinity\" and \"-Infinity\".");
    }

    /// <summary>The line is not UTF-8.</summary>
    public static LossException NotUtf8(int index) => Malformed(
        "line", $"The line is not UTF-8 at byte {index + 1}: save the file in that encoding.");

    /// <summary>A string holds half of a surrogate pair.</summary>
    public static LossException NotText(string place) => Malformed(
        place, $"{JsonTokens.Cut(place)} is not valid Unicode: write whole characters, not half of a surrogate pair.");

    /// <summary>The line is another kind of JSON value.</summary>
    public static LossException NotAnObject(string found) => Malformed(
        "line", $"The line is {found}, but must be an object: {{\"loss\": …, \"inputs\": {{…}}}}.");

    /// <summary>A key stands twice in one object.</summary>
    public static LossException Twice(string key) => Malformed(key, $"'{JsonTokens.Cut(key)}' is written twice: write it once.");

    /// <summary>The request names no loss.</summary>
    public static LossException NoLoss() => Malformed(
        "loss", "The request names no loss: add \"loss\" with an id that `losskit list` shows.");

    /// <summary>A value is of another kind than its key asks for.</summary>
    public static LossException WrongKind(string place, string found, string expected) => Malformed(
        place, $"{place} is {found}, but must be {expected}.");

    /// <summary>An array is ragged.</summary>
    public static LossException Ragged(string place, int found, int expected) => Malformed(
        place, $"{place} has length {found} where its neighbours have length {expected}: lists at one depth must have the same length.");

    /// <summary>A list or number stands at another depth than its neighbours.</summary>
    public static LossException UnevenDepth(string place, string found, string expected) => Malformed(
        place, $"{place} is {found} where its neighbours are {expected}: nest all of the array to the same depth.");

    /// <summary>The request asks for more than the memory holds: a short one can name a matrix of all its rows with each other.</summary>
    public static LossException TooLarge() => new(
        LossErrorCode.ShapeMismatch, "inputs", "The inputs need more memory than this machine has: split the batch.");

    // The reader quotes what it could not read, however long.
    private static string Sentence(string reason) => reason.Length <= LongestReason ? reason : $"{reason.AsSpan(0, LongestReason)}…";

    private static LossException Malformed(string argument, string message) =>
        new(LossErrorCode.MalformedRequest, argument, message);
}
