using System.Diagnostics;
using System.Globalization;
using LossKit;
using LossKit.Benchmarks;

// What a last linear layer with cross-entropy takes beside its inputs and outputs: the largest resident memory of the process during the
// first call, less what was resident before it. A process of its own for each path, since only the largest memory ever is known.
string path = args.Length > 0 ? args[0] : "";
if (path is not ("fused" or "unfused" or "difference") || args.Length is not (1 or 4))
{
    Console.Error.WriteLine("usage: LossKit.PeakMemory fused|unfused|difference [ROWS FEATURES CLASSES]");
    return 2;
}

int[] size = args.Length == 4 ? [.. args[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [4096, 512, 50_000];
var small = new LastLayer(64, 32, 100);
small.RunFused();
small.RunUnfused();
var layer = new LastLayer(size[0], size[1], size[2]);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{size[0]} rows, {size[1]} features, {size[2]} classes, {ComputeThreads.Count} threads; inputs and gradients {layer.Bytes / 1e6:F1} MB"));
if (path == "difference")
{
    layer.RunUnfused();
    float[][] unfused = [[.. layer.HiddenGradient], [.. layer.WeightsGradient], [.. layer.BiasGradient]];
    layer.RunFused();
    string[] names = ["hidden", "weights", "bias"];
    float[][] fused = [layer.HiddenGradient, layer.WeightsGradient, layer.BiasGradient];
    foreach (var (one, other, name) in unfused.Zip(fused, names))
    {
        float largest = one.Max(MathF.Abs);
        float difference = one.Zip(other, (a, b) => MathF.Abs(a - b)).Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"gradient of {name}: differs by {difference / largest:R} of its largest number"));
    }

    return 0;
}

GC.Collect();
using var process = Process.GetCurrentProcess();
long resident = process.WorkingSet64;
for (int call = 1; call <= 2; call++)
{
    long allocated = GC.GetTotalAllocatedBytes(precise: true);
    TimeSpan used = Environment.CpuUsage.TotalTime;
    long start = Stopwatch.GetTimestamp();
    float value = path == "fused" ? layer.RunFused() : layer.RunUnfused();
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    used = Environment.CpuUsage.TotalTime - used;
    allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
    process.Refresh();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"call {call}: loss {value:R}, {seconds:F2} s ({used.TotalSeconds:F2} s of the processor), "
        + $"{allocated / 1e6:F3} MB allocated, peak {(process.PeakWorkingSet64 - resident) / 1e6:F1} MB"));
}

return 0;
