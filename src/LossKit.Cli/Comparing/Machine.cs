using System.Runtime.InteropServices;

namespace LossKit.Cli;

/// <summary>What the run was measured on. It changes how long a run takes, not its numbers.</summary>
internal static class Machine
{
    private const string LinuxProcessors = "/proc/cpuinfo";
    private const string WindowsVariable = "PROCESSOR_IDENTIFIER";

    /// <summary>Gets the name of the processor, or of its architecture where the system does not tell.</summary>
    public static string Processor { get; } =
        FromLinux() ?? Environment.GetEnvironmentVariable(WindowsVariable) ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Gets the bits of the registers that the losses use.</summary>
    public static int RegisterBits => LaneDispatch.Widest switch
    {
        LaneWidth.Bits512 => 512,
        LaneWidth.Bits256 => 256,
        LaneWidth.Bits128 => 128,
        _ => 64,
    };

    private static string? FromLinux()
    {
        if (!File.Exists(LinuxProcessors))
        {
            return null;
        }

        var line = File.ReadLines(LinuxProcessors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}
