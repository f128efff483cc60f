using System.Text.Json;

namespace LossKit.Tests;

/// <summary>The errors of PyTorch on the same cases, as pytorch.py measured them.</summary>
internal sealed class PyTorchErrors
{
    public const string FileName = "pytorch.jsonl";

    private readonly Dictionary<string, ResultErrors> _errors = new(StringComparer.Ordinal);

    public PyTorchErrors()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Accuracy", FileName)))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("id", out var id))
            {
                var errors = root.GetProperty("errors");
                _errors[id.GetString()!] = new(Part(errors, "value"), Part(errors, "gradients"), Part(errors, "hessian"));
            }
        }
    }

    /// <summary>Gets the ids of the cases that PyTorch was measured on.</summary>
    public IReadOnlyCollection<string> Ids => _errors.Keys;

    public ResultErrors Of(AccuracyCase @case) => _errors[@case.Id];

    // Null stands for a derivative that PyTorch does not have.
    private static double? Part(JsonElement errors, string name) =>
        errors.ValueKind == JsonValueKind.Object && errors.TryGetProperty(name, out var error) ? ExactArray.Number(error) : null;
}
