using System.Numerics;

namespace LossKit.Cli;

/// <summary>Measures losses one after the other, each in turns with copying as many bytes, and writes each result as soon as it is there.</summary>
/// <param name="request">What was asked.</param>
internal sealed class BenchRun(BenchRequest request)
{
    private const int Seed = 1;

    /// <summary>Runs it.</summary>
    /// <param name="stop">Stops between two slices.</param>
    /// <returns>That it was done.</returns>
    public ExitCode Execute(CancellationToken stop)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        IBenchWriter writer = request.Format == BenchFormat.Json ? new BenchJson(output) : new BenchTable(request, output);
        writer.Begin();
        var before = ComputeThreads.Count;
        try
        {
            foreach (var workload in request.Workloads)
            {
                var measurements = request.Precision == Precision.Single ? Measure<float>(workload, stop) : Measure<double>(workload, stop);
                foreach (var measurement in measurements)
                {
                    writer.Write(measurement);
                }

                output.Flush();
            }
        }
        finally
        {
            ComputeThreads.Count = before;
        }

        return ExitCode.Done;
    }

    private IEnumerable<Measurement> Measure<T>(Workload workload, CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var call = LossCall<T>.Of(workload.Loss, InputSampler.Draw(workload.Loss, workload.Shape, new Random(Seed)));
        var losses = request.Threads.Select(threads => new LossWork<T>(call, threads)).ToArray();
        var copies = request.Threads.Select(threads => new CopyWork(call.Bytes, threads)).ToArray();
        var times = Turns.Measure([.. losses, .. copies], stop);
        return request.Threads.Select((threads, i) => new Measurement(
            workload.Text,
            ShapeText.Of(workload.Shape),
            request.Precision,
            threads,
            call.Elements,
            call.Bytes,
            losses[i].AllocatedBytes,
            times[i],
            times[losses.Length + i]));
    }
}
