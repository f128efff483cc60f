using BenchmarkDotNet.Running;
using LossKit;
using LossKit.Benchmarks;

// One thread each, so that numbers compare with those of other libraries on one core, and do not depend on how many there are.
ComputeThreads.Count = 1;
BenchmarkSwitcher.FromAssembly(typeof(LossBenchmark).Assembly).Run(args, new SharedMachine());
