using System.Globalization;
using System.Text.Json;

namespace LossKit.Tests;

/// <summary>A request and what is expected of its answer.</summary>
public sealed class ConformanceCase
{
    private readonly JsonElement _request;

    internal ConformanceCase(string line)
    {
        using var document = JsonDocument.Parse(line);
        _request = document.RootElement.Clone();
        Loss = _request.GetProperty("loss").GetString()!;
    }

    public string Loss { get; }

    private string? Id => _request.GetProperty("id").GetString();

    private bool IsSingle => _request.TryGetProperty("dtype", out var dtype) && dtype.ValueEquals("float32");

    /// <summary>Says where an answer differs: id, place and both numbers.</summary>
    public IEnumerable<string> Differences(string answerLine)
    {
        var id = Id;
        using var document = JsonDocument.Parse(answerLine);
        var answer = document.RootElement;
        if (!answer.TryGetProperty("id", out var answeredId) || !answeredId.ValueEquals(id) || answer.TryGetProperty("error", out _))
        {
            return [$"{id}: answered {answerLine}"];
        }

        var expected = _request.GetProperty("expect");
        return [.. expected.EnumerateObject().SelectMany(part => answer.TryGetProperty(part.Name, out var found)
            ? Compare($"{id} {part.Name}", part.Value, found)
            : [$"{id} {part.Name}: missing"])];
    }

    private IEnumerable<string> Compare(string place, JsonElement expected, JsonElement found) =>
        expected.ValueKind == JsonValueKind.Object
            ? expected.EnumerateObject().SelectMany(input => found.TryGetProperty(input.Name, out var array)
                ? CompareArrays($"{place}.{input.Name}", input.Value, array)
                : [$"{place}.{input.Name}: missing"])
            : CompareArrays(place, expected, found);

    private IEnumerable<string> CompareArrays(string place, JsonElement expected, JsonElement found)
    {
        var (wanted, given) = (new List<(string Place, double Number)>(), new List<(string Place, double Number)>());
        Flatten(place, expected, wanted);
        Flatten(place, found, given);
        if (!wanted.Select(item => item.Place).SequenceEqual(given.Select(item => item.Place), StringComparer.Ordinal))
        {
            return [$"{place}: shaped differently"];
        }

        var scale = wanted.Select(item => Math.Abs(item.Number)).Where(double.IsFinite).DefaultIfEmpty().Max();
        var tolerance = IsSingle ? Tolerance.Single : Id == "ctc-004" ? Tolerance.LongCtc : Tolerance.Double;
        return wanted.Zip(given)
            .Where(pair => !tolerance.Allows(pair.First.Number, pair.Second.Number, scale))
            .Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.First.Place}: expected {pair.First.Number:R}, found {pair.Second.Number:R}"));
    }

    private static void Flatten(string place, JsonElement value, List<(string Place, double Number)> items)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, element) in value.EnumerateArray().Index())
            {
                Flatten($"{place}[{index}]", element, items);
            }

            return;
        }

        items.Add((place, value.ValueKind == JsonValueKind.String
            ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
            : value.GetDouble()));
    }
}
