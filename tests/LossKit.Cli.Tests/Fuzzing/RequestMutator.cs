using System.Text;
using System.Text.Json.Nodes;

namespace LossKit.Tests;

/// <summary>Makes requests that are nearly right out of right ones.</summary>
/// <param name="random">What chooses.</param>
/// <param name="seeds">Right requests.</param>
internal sealed class RequestMutator(Random random, IReadOnlyList<string> seeds)
{
    private const int MostChanges = 3;

    /// <summary>Makes a request.</summary>
    /// <param name="id">The id that it gets before it is changed.</param>
    /// <returns>A line without its end; not blank.</returns>
    public byte[] Next(int id)
    {
        var request = JsonNode.Parse(seeds[random.Next(seeds.Count)])!.AsObject();
        request.Remove("expect");
        request.Remove("id");
        request.Insert(0, "id", id);
        for (var change = random.Next(MostChanges); change > 0; change--)
        {
            Change(request);
        }

        var line = new StringBuilder(request.ToJsonString());
        if (random.Next(3) == 0)
        {
            PutValue(line);
        }

        var bytes = Encoding.UTF8.GetBytes(line.ToString()).ToList();
        if (random.Next(4) == 0)
        {
            Damage(bytes);
        }

        bytes.RemoveAll(value => value == '\n');
        return bytes.Exists(value => value is not (byte)' ' and not (byte)'\t' and not (byte)'\r') ? [.. bytes] : "{}"u8.ToArray();
    }

    // Changes the tree, so that what comes out is still JSON.
    private void Change(JsonObject request)
    {
        switch (random.Next(8))
        {
            case 0:
                request["loss"] = LossCatalog.All[random.Next(LossCatalog.All.Count)].Card.Id;
                break;
            case 1:
                request["dtype"] = "float32";
                break;
            case 2:
                request["want"] = new JsonArray("value", "gradients", "hessian");
                break;
            case 3:
                SetOption(request);
                break;
            default:
                if (request["inputs"] is JsonObject { Count: > 0 } inputs)
                {
                    ChangeInput(inputs);
                }

                break;
        }
    }

    private void SetOption(JsonObject request)
    {
        if (request["options"] is not JsonObject options)
        {
            request["options"] = options = [];
        }

        var known = LossCatalog.All.FirstOrDefault(entry => entry.Card.Id == request["loss"]?.ToString())?.Card.Options ?? [];
        var name = known.Count == 0 || random.Next(4) == 0 ? "reduction" : known[random.Next(known.Count)].Name;
        options[name] = TryParse(Hostile());
    }

    private void ChangeInput(JsonObject inputs)
    {
        var name = inputs.ElementAt(random.Next(inputs.Count)).Key;
        switch (random.Next(6))
        {
            case 0:
                inputs[name] = TryParse(Hostile());
                break;
            case 1:
                inputs.Remove(name);
                break;
            case 2:
                inputs[inputs.ElementAt(random.Next(inputs.Count)).Key] = inputs[name]?.DeepClone();
                break;
            case 3:
                inputs[name] = new JsonArray(inputs[name]?.DeepClone());
                break;
            default:
                ChangeArray(inputs[name]);
                break;
        }
    }

    // Somewhere down the lists an element goes, comes twice or becomes something else.
    private void ChangeArray(JsonNode? node)
    {
        while (node is JsonArray { Count: > 0 } array)
        {
            var index = random.Next(array.Count);
            if (array[index] is JsonArray && random.Next(3) > 0)
            {
                node = array[index];
                continue;
            }

            switch (random.Next(4))
            {
                case 0:
                    array.RemoveAt(index);
                    break;
                case 1:
                    array.Insert(index, array[index]?.DeepClone());
                    break;
                default:
                    array[index] = TryParse(Hostile());
                    break;
            }

            return;
        }
    }

    // Puts a value in the place of a character or between two: seldom JSON any more.
    private void PutValue(StringBuilder line)
    {
        var at = random.Next(line.Length);
        line.Remove(at, random.Next(2)).Insert(at, Hostile());
    }

    private void Damage(List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(4))
        {
            case 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at));
                break;
            case 2:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            default:
                bytes.InsertRange(at, HostileJson.Bytes[random.Next(HostileJson.Bytes.Count)]);
                break;
        }
    }

    private string Hostile() => HostileJson.Values[random.Next(HostileJson.Values.Count)];

    private static JsonNode? TryParse(string value)
    {
        try
        {
            var node = JsonNode.Parse(value);
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception refused) when (refused is System.Text.Json.JsonException or InvalidOperationException)
        {
            return JsonValue.Create("not a value");
        }
    }
}
