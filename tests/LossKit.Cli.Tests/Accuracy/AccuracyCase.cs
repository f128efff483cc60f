using System.Text;
using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>A request with its exact results, as cases.py wrote it.</summary>
public sealed class AccuracyCase
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Accuracy");
    private readonly Dictionary<string, Dictionary<string, ExactArray>> _exact = new(StringComparer.Ordinal);
    private readonly EvalRequest _request;

    private AccuracyCase(string line)
    {
        _request = new RequestReader().Read(Encoding.UTF8.GetBytes(line));
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        Id = root.GetProperty("id").GetString()!;
        Hard = root.TryGetProperty("hard", out var hard) ? hard.GetString() : null;
        var measures = root.GetProperty("measure").EnumerateObject()
            .ToDictionary(part => part.Name, part => part.Value.GetString()!, StringComparer.Ordinal);
        Measures = [.. measures.Values];
        foreach (var part in root.GetProperty("expect").EnumerateObject())
        {
            var (rest, terms) = (Beside("rest", part.Name), Beside("terms", part.Name));
            _exact[part.Name] = Arrays(part.Value).ToDictionary(
                array => array.Key,
                array => new ExactArray(array.Value, rest.GetValueOrDefault(array.Key), terms.GetValueOrDefault(array.Key), measures[part.Name] is "array"),
                StringComparer.Ordinal);
        }

        Dictionary<string, double[]> Beside(string kind, string part) =>
            root.TryGetProperty(kind, out var parts) && parts.TryGetProperty(part, out var arrays) ? Arrays(arrays) : [];
    }

    public string Id { get; }

    public string Loss => _request.Loss;

    /// <summary>Gets what is hard about the case; null for ordinary inputs.</summary>
    public string? Hard { get; }

    /// <summary>Gets of what the errors of value, gradients and Hessian are measured.</summary>
    internal IReadOnlyList<string> Measures { get; }

    internal Precision Precision => _request.Precision;

    /// <summary>Reads the cases of all families, in the order of the catalogue.</summary>
    public static IReadOnlyList<AccuracyCase> ReadAll()
    {
        var places = LossCatalog.All.Index().ToDictionary(item => item.Item.Card.Id, item => item.Index, StringComparer.Ordinal);
        return
        [
            .. Directory.EnumerateFiles(Folder, "*.jsonl")
                .Where(path => !string.Equals(Path.GetFileName(path), PyTorchErrors.FileName, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(line => new AccuracyCase(line)).OrderBy(@case => places[@case.Loss]),
        ];
    }

    /// <summary>Evaluates the case by name, as the command does, and measures how far the answer is from the exact one.</summary>
    internal ResultErrors Measure()
    {
        var entry = LossCatalog.Find(Loss);
        var options = new LossOptions(entry.Card);
        foreach (var (name, value) in _request.Options)
        {
            options.Set(name, value);
        }

        var answer = entry.Evaluate(options, _request.Inputs, Precision, _request.Wanted);
        return new(
            _exact["value"][string.Empty].LargestError(answer.Value, Precision),
            LargestError("gradients", answer.Gradients),
            LargestError("hessian", answer.Hessian));
    }

    // By the input's name; the value belongs to none.
    private static Dictionary<string, double[]> Arrays(JsonElement part) => part.ValueKind == JsonValueKind.Object
        ? part.EnumerateObject().ToDictionary(input => input.Name, input => ExactArray.Numbers(input.Value), StringComparer.Ordinal)
        : new(StringComparer.Ordinal) { [string.Empty] = ExactArray.Numbers(part) };

    private double? LargestError(string part, IReadOnlyDictionary<string, NamedArray>? found) => _exact.TryGetValue(part, out var exact)
        ? exact.Max(array => array.Value.LargestError(found![array.Key], Precision))
        : null;
}
