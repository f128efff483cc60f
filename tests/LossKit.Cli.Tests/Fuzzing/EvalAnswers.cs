using System.Text;
using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>What <c>losskit eval</c> answers to lines that nobody has vouched for, and what every answer must be.</summary>
internal static class EvalAnswers
{
    private const int LongestMessage = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly HashSet<string> Codes = [.. Enum.GetNames<LossErrorCode>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>Puts lines one below the other, as a file holds them.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Joined(byte[][] lines) => [.. lines.SelectMany(line => line.Append((byte)'\n'))];

    /// <summary>Has every line answered, within five minutes.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The answers, one a line.</returns>
    public static async Task<string[]> ToAsync(byte[][] lines)
    {
        using var input = new MemoryStream(Joined(lines));
        using var output = new MemoryStream();
        using var patience = new CancellationTokenSource(Patience);
        await Task.Run(() => new EvalRun(input, output).RunAsync(patience.Token)).WaitAsync(Patience);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Asserts that an answer has the id of its line, and a result or an error with a short sentence.</summary>
    /// <param name="line">The line.</param>
    /// <param name="answer">Its answer.</param>
    public static void AssertReadable(byte[] line, string answer)
    {
        var request = Encoding.UTF8.GetString(line);
        var shown = $"{(request.Length > 500 ? request[..500] + "…" : request)}\nis answered\n{(answer.Length > 500 ? answer[..500] + "…" : answer)}";
        using var json = JsonDocument.Parse(answer);
        var root = json.RootElement;
        if (IdOf(line) is string id)
        {
            Assert.True(id == root.GetProperty("id").GetRawText(), $"{shown}\nwhich is not its id");
        }

        if (root.TryGetProperty("error", out var error))
        {
            Assert.True(Codes.Contains(error.GetProperty("code").GetString()!), shown);
            var message = error.GetProperty("message").GetString()!;
            Assert.True(message.Length <= LongestMessage && (message.EndsWith('.') || message.EndsWith('?')), $"{shown}\nwith no short sentence");
        }
        else
        {
            Assert.True(root.TryGetProperty("value", out _) || root.TryGetProperty("gradients", out _) || root.TryGetProperty("hessian", out _), shown);
        }
    }

    // The id of a line that is JSON; of others as much can be read as can be read.
    private static string? IdOf(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.AsMemory(line.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.EnumerateObject().Where(member => member.NameEquals("id")).Select(member => member.Value.GetRawText()).ToArray()
                is [var only] ? only : null;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
