using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace LossKit.Benchmarks;

/// <summary>
/// Many short iterations in one process, and the fastest and the median shown: on a machine that others use too, the fastest is what the
/// code takes, and a median far above it says that the run was disturbed.
/// </summary>
internal sealed class SharedMachine : ManualConfig
{
    /// <summary>Initializes a new instance of the <see cref="SharedMachine"/> class.</summary>
    public SharedMachine()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(40))
            // A second and more: until then the runtime is still compiling the loops again with what it has learned about them.
            .WithWarmupCount(40)
            .WithIterationCount(40));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        HideColumns(StatisticColumn.Error, StatisticColumn.StdDev);
        AddColumn(new PerElementColumn());
    }
}
