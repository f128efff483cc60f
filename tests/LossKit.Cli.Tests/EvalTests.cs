using System.Text;
using System.Text.Json;

namespace LossKit.Tests;

public sealed class EvalTests
{
    [Fact]
    public async Task Answers_come_in_order_with_keys_in_the_order_of_the_protocol()
    {
        var lines = EvalLines.Answered.Select(row => row.Line);

        // A byte order mark before any line, Windows line ends, blank lines and a last line without an end are all taken.
        var outcome = await Run.LosskitWithInputAsync(Encoding.UTF8.GetBytes("\uFEFF" + string.Join("\r\n\r\n  \r\n\uFEFF", lines)), "eval", "-");

        Assert.Equal(EvalLines.Answered.Select(row => row.Answer), outcome.Lines);
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Every_line_that_cannot_be_evaluated_is_answered_with_its_error_and_the_run_goes_on()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("requests.jsonl", string.Join('\n', EvalLines.Refused.Select(row => row.Line).Append(EvalLines.Answered[0].Line)));

        var outcome = await Run.LosskitAsync("eval", file);

        Assert.Equal((1, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Equal(EvalLines.Refused.Count + 1, outcome.Lines.Length);
        Assert.Equal(EvalLines.Answered[0].Answer, outcome.Lines[^1]);
        Assert.All(EvalLines.Refused.Zip(outcome.Lines), pair => AssertError(pair.First, pair.Second));
    }

    [Fact]
    public void The_refused_lines_cover_every_error_code() => Assert.Equal(
        Enum.GetNames<LossErrorCode>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName).Order(StringComparer.Ordinal),
        EvalLines.Refused.Select(row => row.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Bytes_that_are_no_text_are_answered_with_an_error()
    {
        byte[] line = [.. "{\"id\": 1, \"x\": \""u8, 0xFF, .. "\"}"u8];

        var outcome = await Run.LosskitWithInputAsync(line, "eval", "-");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not UTF-8 at byte 17", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_comes_before_the_next_request_is_sent()
    {
        using var losskit = Run.StartLosskit("eval", "-");
        foreach (var row in EvalLines.Answered)
        {
            await losskit.StandardInput.WriteLineAsync(row.Line);
            await losskit.StandardInput.FlushAsync();
            Assert.Equal(row.Answer, await losskit.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)));
        }

        losskit.StandardInput.Close();
        Assert.Equal((0, string.Empty), await EndAsync(losskit));
    }

    [Fact]
    public async Task A_line_longer_than_every_buffer_is_read_whole()
    {
        // 100,000 zeros against ones: the mean of the squares is 1, and each derivative is −2/100,000.
        const int Count = 100_000;
        var request = $$$"""{"loss": "mse", "inputs": {"prediction": [{{{List("0")}}}], "target": [{{{List("1")}}}]}}""";

        var outcome = await Run.LosskitWithInputAsync(Encoding.UTF8.GetBytes($"{request}\n{request}"), "eval", "-");

        var expected = $$$"""{"id":null,"value":1,"gradients":{"prediction":[{{{List("-2E-05")}}}]}}""";
        Assert.Equal([expected, expected], outcome.Lines);

        static string List(string number) => string.Join(',', Enumerable.Repeat(number, Count));
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_answered()
    {
        var outcome = await Run.LosskitWithInputAsync([], "eval", "-");

        Assert.Equal((0, string.Empty, string.Empty), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    private static async Task<(int ExitCode, string Error)> EndAsync(System.Diagnostics.Process process)
    {
        var outcome = await Run.EndAsync(process);
        return (outcome.ExitCode, outcome.Error);
    }

    private static void AssertError((string Line, string Code, string[] Named) expected, string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var error = json.RootElement.GetProperty("error");
        var message = error.GetProperty("message").GetString()!;
        Assert.True(
            string.Equals(expected.Code, error.GetProperty("code").GetString(), StringComparison.Ordinal)
                && expected.Named.All(part => message.Contains(part, StringComparison.Ordinal)),
            $"{expected.Line}\nshould be refused with {expected.Code}, naming {string.Join(" and ", expected.Named)}, but was answered\n{answer}");
        Assert.Equal(["id", "error"], json.RootElement.EnumerateObject().Select(member => member.Name));
        var hasId = expected.Line.StartsWith("{\"id\": 1,", StringComparison.Ordinal);
        Assert.Equal(hasId ? "1" : "null", json.RootElement.GetProperty("id").GetRawText());
    }
}
