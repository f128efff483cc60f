namespace LossKit.Cli;

/// <summary>What was measured of a loss in a shape with a number of threads.</summary>
/// <param name="Loss">The loss as it was written.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Precision">The element type.</param>
/// <param name="Threads">How many threads a call could use.</param>
/// <param name="Elements">The elements of the first differentiable input.</param>
/// <param name="Bytes">The bytes that no call can do without: inputs read once, gradients written once.</param>
/// <param name="AllocatedBytes">What a warm call allocates.</param>
/// <param name="Times">The times of a call.</param>
/// <param name="CopyTimes">The times of copying as many bytes.</param>
internal sealed record Measurement(
    string Loss,
    string Shape,
    Precision Precision,
    int Threads,
    int Elements,
    long Bytes,
    long AllocatedBytes,
    SliceTimes Times,
    SliceTimes CopyTimes)
{
    /// <summary>Gets the time for an element, the median.</summary>
    public double NsPerElement => 1e9 * Times.Median / Elements;

    /// <summary>Gets the time for an element, the fastest.</summary>
    public double FastestNsPerElement => 1e9 * Times.Fastest / Elements;

    /// <summary>Gets the bytes moved in a time.</summary>
    public double GigabytesPerSecond => Bytes / Times.Median / 1e9;

    /// <summary>Gets the bytes copied in a time.</summary>
    public double CopyGigabytesPerSecond => Bytes / CopyTimes.Median / 1e9;

    /// <summary>Gets which part of the bandwidth of copying it reaches.</summary>
    public double ShareOfCopy => CopyTimes.Median / Times.Median;
}
