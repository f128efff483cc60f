using System.Text;
using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>
/// Thousands of requests that are nearly right: each gets one answer, with its id, a result or an error that can be read; nothing crashes, hangs or
/// takes memory without bound; and what is answered is the same on other registers.
/// </summary>
public sealed class EvalFuzzTests
{
    private const int Requests = 4000;
    private const int LongestSeed = 3000;
    private const int LongestMessage = 2000;

    // Measured: 60 KB for a request; some hold a number of 20,000 digits.
    private const long MostBytesPerRequest = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly HashSet<string> Codes = [.. Enum.GetNames<LossErrorCode>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    [Fact]
    public async Task Every_request_however_damaged_is_answered()
    {
        var lines = Mutants(TestSearch.Count(Requests));
        var before = GC.GetTotalAllocatedBytes();
        var answers = await AnswerAsync(lines);

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostBytesPerRequest * lines.Length);
        Assert.Equal(lines.Length, answers.Length);
        Assert.All(lines.Zip(answers), pair => AssertAnswer(pair.First, pair.Second));
        Assert.InRange(answers.Count(answer => !answer.Contains("\"error\"", StringComparison.Ordinal)), lines.Length / 20, lines.Length);
    }

    [Fact]
    public async Task What_is_answered_has_the_same_bits_on_other_registers()
    {
        var lines = Mutants(Requests / 4);
        using var folder = new TemporaryFolder();
        var file = folder.Of("requests.jsonl");
        await File.WriteAllBytesAsync(file, Joined(lines));

        var outcome = await Run.LosskitWithSettingAsync("DOTNET_EnableAVX2", "0", "eval", file);

        Assert.Equal(string.Empty, outcome.Error);
        Assert.Equal(await AnswerAsync(lines), outcome.Lines);
    }

    private static byte[][] Mutants(int count)
    {
        var mutator = new RequestMutator(new Random(TestSearch.Seed), [.. ConformanceRun.Requests.Where(line => line.Length < LongestSeed)]);
        return [.. Enumerable.Range(0, count).Select(mutator.Next)];
    }

    private static byte[] Joined(byte[][] lines) => [.. lines.SelectMany(line => line.Append((byte)'\n'))];

    private static async Task<string[]> AnswerAsync(byte[][] lines)
    {
        using var input = new MemoryStream(Joined(lines));
        using var output = new MemoryStream();
        using var patience = new CancellationTokenSource(Patience);
        await Task.Run(() => new EvalRun(input, output).RunAsync(patience.Token)).WaitAsync(Patience);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void AssertAnswer(byte[] line, string answer)
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
