using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>Value and gradient of losses of a family in float, into memory that is there: nothing may be allocated.</summary>
[MemoryDiagnoser]
public abstract class LossBenchmark
{
    private LossCall<float>? _call;

    /// <summary>Gets the losses in their shapes.</summary>
    public IEnumerable<Work> Works => Choose();

    /// <summary>Gets or sets the loss.</summary>
    [ParamsSource(nameof(Works))]
    public Work? Work { get; set; }

    /// <summary>Draws the inputs.</summary>
    [GlobalSetup]
    public void Prepare() => _call = Work!.Prepare();

    /// <summary>Value and gradient.</summary>
    [Benchmark]
    public float ValueAndGradient() => _call!.Run();

    /// <summary>Chooses the losses; the runner looks for <see cref="Works"/> by its name and would find one that is overridden twice.</summary>
    private protected abstract IEnumerable<Work> Choose();
}
