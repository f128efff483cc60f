using System.Globalization;
using System.Runtime.InteropServices;

namespace LossKit.Cli;

/// <summary>Measurements for people: a line each, as they come, below what was measured and how.</summary>
/// <param name="request">What was asked.</param>
/// <param name="output">Where it goes.</param>
internal sealed class BenchTable(BenchRequest request, TextWriter output) : IBenchWriter
{
    private const string Loss = "loss";
    private const string Shape = "shape";
    private static readonly string[] Numbers = ["threads", "ns/element", "median", "fastest", "GB/s", "of copy"];
    private readonly int _lossWidth = request.Workloads.Max(workload => workload.Text.Length);
    private readonly int _shapeWidth = Math.Max(Shape.Length, request.Workloads.Max(workload => ShapeText.Of(workload.Shape).Length));

    /// <inheritdoc/>
    public void Begin()
    {
        TextLines.Write(
            $"Value and gradient of {ElementTypes.Name(request.Precision)}, on {Machine.Processor} with registers of {Machine.RegisterBits} bits "
                + $"under {RuntimeInformation.FrameworkDescription}. Times are those of one call: the median of many short slices, and the fastest. An "
                + "element is one number of the first input that has a gradient. GB/s counts each input read once and each gradient written once; 'of copy' "
                + "is the part of the bandwidth that copying as many bytes reaches here, with as many threads, in turns with the loss.",
            ComparisonReport.WidestLine,
            output);
        output.WriteLine();
        WriteLine(Loss, Shape, Numbers);
    }

    /// <inheritdoc/>
    public void Write(Measurement measurement) => WriteLine(
        measurement.Loss,
        measurement.Shape,
        [
            measurement.Threads.ToString(CultureInfo.InvariantCulture),
            Digits(measurement.NsPerElement),
            Time(measurement.Times.Median),
            Time(measurement.Times.Fastest),
            Digits(measurement.GigabytesPerSecond),
            measurement.ShareOfCopy.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", string.Empty, StringComparison.Ordinal),
        ]);

    private static string Time(double seconds) => seconds switch
    {
        < 1e-6 => $"{Digits(seconds * 1e9)} ns",
        < 1e-3 => $"{Digits(seconds * 1e6)} µs",
        < 1 => $"{Digits(seconds * 1e3)} ms",
        _ => $"{Digits(seconds)} s",
    };

    // Three digits: more would be noise.
    private static string Digits(double number)
    {
        var behind = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
        return number.ToString($"F{behind}", CultureInfo.InvariantCulture);
    }

    private void WriteLine(string loss, string shape, string[] numbers) => output.WriteLine(
        $"{loss.PadRight(_lossWidth)}  {shape.PadRight(_shapeWidth)}  {string.Join("  ", numbers.Select((cell, i) => cell.PadLeft(Math.Max(Numbers[i].Length, 7))))}");
}
