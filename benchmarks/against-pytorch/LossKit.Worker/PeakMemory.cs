using System.Globalization;

namespace LossKit.Benchmarks;

/// <summary>The most memory that a piece of work takes beside what the process had before. Linux can tell; elsewhere it is 0.</summary>
internal readonly struct PeakMemory
{
    private const string Reset = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";
    private readonly long _before;

    private PeakMemory(long before) => _before = before;

    /// <summary>Forgets the peak so far.</summary>
    public static PeakMemory Begin()
    {
        if (!File.Exists(Reset))
        {
            return default;
        }

        File.WriteAllText(Reset, "5");
        return new(Read("VmRSS:"));
    }

    /// <summary>Gives the peak since then, less what was resident before.</summary>
    public long Bytes() => File.Exists(Status) ? Read("VmHWM:") - _before : 0;

    private static long Read(string name)
    {
        string line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
