using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LossKit.Benchmarks;

/// <summary>Prepares the work that it is asked for, and does it as often as it is asked to; the other side answers the same requests.</summary>
internal sealed class Worker
{
    private readonly Dictionary<int, CopyWork> _copies = [];
    private IWork? _work;
    private TrainingTable? _table;

    /// <summary>Answers a request.</summary>
    /// <param name="line">The request.</param>
    /// <returns>The answer.</returns>
    public string Answer(string line)
    {
        using var request = JsonDocument.Parse(line);
        JsonElement root = request.RootElement;
        return Answer(root.GetProperty("do").GetString()!, root).ToJsonString();
    }

    private static JsonObject Hello() => new()
    {
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["registers"] = (int)LaneDispatch.Widest,
    };

    private JsonObject Answer(string what, JsonElement request) => what switch
    {
        "hello" => Hello(),
        "loss" => Prepare(LossCallWork.Read(request)),
        "product" => Prepare(ProductWork.Read(request)),
        "table" => ReadTable(request),
        "epoch" => Prepare(EpochWork.Read(request, _table!)),
        "run" => Run(request),
        "copy" => Copy(request),
        _ => throw new InvalidOperationException($"There is no request '{what}'."),
    };

    private JsonObject Prepare(IWork work)
    {
        _work = null;
        _copies.Clear();
        // Pages that earlier work has left would be used again, and memory that this one takes would not be seen: give them back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ComputeThreads.Count = 1;
        var peak = PeakMemory.Begin();
        double value = work.Check(out double[] sums);
        long bytes = peak.Bytes();
        _work = work;
        return new() { ["value"] = value, ["sums"] = new JsonArray([.. sums.Select(sum => (JsonNode)sum)]), ["bytes"] = work.Bytes, ["peak"] = bytes };
    }

    private JsonObject ReadTable(JsonElement request)
    {
        _table = request.TryGetProperty("data", out JsonElement data)
            ? TrainingTable.Read(data.GetString()!, request.GetProperty("target").GetString()!)
            : TrainingTable.Synthetic();
        _table.Save(request.GetProperty("folder").GetString()!);
        return new() { ["rows"] = _table.RowCount, ["features"] = _table.FeatureCount };
    }

    private JsonObject Run(JsonElement request)
    {
        ComputeThreads.Count = request.GetProperty("threads").GetInt32();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        double seconds = _work!.Run(request.GetProperty("calls").GetInt32());
        used = Environment.CpuUsage.TotalTime - used;
        return new() { ["seconds"] = seconds, ["processor"] = used.TotalSeconds, ["value"] = _work.Value };
    }

    private JsonObject Copy(JsonElement request)
    {
        int threads = request.GetProperty("threads").GetInt32();
        if (!_copies.TryGetValue(threads, out CopyWork? copy))
        {
            copy = new CopyWork(_work!.Bytes, threads);
            _copies.Add(threads, copy);
        }

        return new() { ["seconds"] = copy.Run(request.GetProperty("calls").GetInt32()) };
    }
}
