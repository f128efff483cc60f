using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>
/// Loops over registers are compiled into one piece. The compiler stops inlining into a method that has grown too large, says nothing, and
/// each operation of the loop is a call from then on: the numbers stay right, at a third of the speed. Its own listing shows it.
/// </summary>
public sealed partial class InlinedLoopTests
{
    private const int LongRow = 300;
    private const int Patience = 1000;

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "1")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    public async Task No_operation_on_a_register_is_a_call(string setting, string value)
    {
        using var folder = new TemporaryFolder();
        var listing = folder.Of("listing.txt");
        var requests = folder.Write("requests.jsonl", string.Join('\n', ConformanceRun.Requests.SelectMany(Variants).Concat(LongRows())));

        // On one thread, since listings of two would be written into each other.
        var outcome = await Run.LosskitWithSettingsAsync(
            [
                (setting, value), ("DOTNET_TieredCompilation", "0"), ("DOTNET_JitDisasm", "*"), ("DOTNET_JitStdOutFile", listing),
                ("DOTNET_PROCESSOR_COUNT", "1"),
            ],
            "eval",
            requests);

        Assert.Equal(string.Empty, outcome.Error);
        Assert.DoesNotContain(outcome.Lines.TakeLast(LongRows().Count()), answer => answer.Contains("\"error\"", StringComparison.Ordinal));
        var (loops, calls) = Read(listing);
        Assert.NotEqual(0, loops);

        // Without AVX2 a fused multiply-add is a call into the runtime, and loops are as long as that makes them.
        Assert.True(calls.Count == 0 || !Avx2.IsSupported, $"{calls.Count} calls, such as\n{string.Join('\n', calls.Take(5))}");
    }

    // Value and gradient, and with the Hessian where there is one (a line that asks for one that there is not is answered with an error).
    private static IEnumerable<string> Variants(string line)
    {
        foreach (var type in (string[])["float32", "float64"])
        {
            foreach (var wanted in (string[][])[["value", "gradients"], ["value", "gradients", "hessian"]])
            {
                var request = JsonNode.Parse(line)!.AsObject();
                request.Remove("expect");
                request["dtype"] = type;
                request["want"] = new JsonArray([.. wanted.Select(part => JsonValue.Create(part))]);
                yield return request.ToJsonString();
            }
        }
    }

    // Rows of many classes have a loop of their own, which the cases are too small for.
    private static IEnumerable<string> LongRows()
    {
        var logits = string.Join(',', Enumerable.Range(0, LongRow).Select(i => Math.Sin(i).ToString("R", CultureInfo.InvariantCulture)));
        return
            from type in (string[])["float32", "float64"]
            from loss in (string[])["cross-entropy", "focal", "generalized-cross-entropy", "poly1-cross-entropy", "multi-margin"]
            from options in loss == "cross-entropy" ? (string[])["{}", """{"label-smoothing":0.1}"""] : ["{}"]
            select $$"""{"loss":"{{loss}}","dtype":"{{type}}","options":{{options}},"inputs":{"prediction":[[{{logits}}]],"target":[7]} }""";
    }

    private static (int Loops, List<string> Calls) Read(string listing)
    {
        var (loops, calls, method) = (0, new List<string>(), string.Empty);
        foreach (var line in File.ReadLines(listing))
        {
            if (line.StartsWith("; Assembly listing for method", StringComparison.Ordinal))
            {
                method = line;
                loops += Register().IsMatch(line) ? 1 : 0;
            }
            else if (Call().IsMatch(line))
            {
                calls.Add($"{method}\n    {line.Trim()}");
            }
        }

        return (loops, calls);
    }

    [GeneratedRegex(@"LossKit\.Lane(256|512)`1", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Register();

    // Of a register's own operations, or of a function of registers.
    [GeneratedRegex(@"call +\[LossKit\.(Lane(256|512|Quad)`1|Lane(Math|Format):\w+\[LossKit\.Lane(256|512|Quad))", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Call();
}
