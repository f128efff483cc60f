using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Measurements for programs: one JSON object a line.</summary>
/// <param name="output">Where they go.</param>
internal sealed class BenchJson(TextWriter output) : IBenchWriter
{
    /// <inheritdoc/>
    public void Begin()
    {
        // Lines need no head.
    }

    /// <inheritdoc/>
    public void Write(Measurement measurement)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("loss", measurement.Loss);
            json.WriteString("shape", measurement.Shape);
            json.WriteString("dtype", ElementTypes.Name(measurement.Precision));
            json.WriteNumber("threads", measurement.Threads);
            json.WriteNumber("elements", measurement.Elements);
            json.WriteNumber("nsPerElement", measurement.NsPerElement);
            json.WriteNumber("fastestNsPerElement", measurement.FastestNsPerElement);
            json.WriteNumber("medianNs", 1e9 * measurement.Times.Median);
            json.WriteNumber("fastestNs", 1e9 * measurement.Times.Fastest);
            json.WriteNumber("bytes", measurement.Bytes);
            json.WriteNumber("gigabytesPerSecond", measurement.GigabytesPerSecond);
            json.WriteNumber("copyGigabytesPerSecond", measurement.CopyGigabytesPerSecond);
            json.WriteNumber("shareOfCopy", measurement.ShareOfCopy);
            json.WriteNumber("allocatedBytes", measurement.AllocatedBytes);
            json.WriteNumber("slices", measurement.Times.Slices);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }
}
