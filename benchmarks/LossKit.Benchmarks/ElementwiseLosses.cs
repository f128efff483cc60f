using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>Value and gradient of a million elements: 8 MB read and 4 MB written.</summary>
public class ElementwiseLosses
{
    /// <summary>The number of elements.</summary>
    public const int Length = 1 << 20;

    private readonly float[] _prediction = Numbers.Gaussian(Length, seed: 1);
    private readonly float[] _target = Numbers.Gaussian(Length, seed: 2);
    private readonly float[] _probability = Array.ConvertAll(Numbers.Gaussian(Length, seed: 2), x => x > 0 ? 1f : 0f);
    private readonly float[] _gradient = new float[Length];
    private readonly MseLoss _mse = new();
    private readonly HuberLoss _huber = new();
    private readonly LogCoshLoss _logCosh = new();
    private readonly BceWithLogitsLoss _bce = new();

    /// <summary>What moving the same bytes costs: the gradient is overwritten by prediction + target.</summary>
    [Benchmark(Baseline = true)]
    public void Floor() => System.Numerics.Tensors.TensorPrimitives.Add<float>(_prediction, _target, _gradient);

    /// <summary>Squared error.</summary>
    [Benchmark]
    public float Mse() => _mse.Evaluate<float>(_prediction, _target, _gradient);

    /// <summary>Huber, δ = 1.</summary>
    [Benchmark]
    public float Huber() => _huber.Evaluate<float>(_prediction, _target, _gradient);

    /// <summary>Log-cosh: an exponential, a division and a logarithm.</summary>
    [Benchmark]
    public float LogCosh() => _logCosh.Evaluate<float>(_prediction, _target, _gradient);

    /// <summary>Binary cross-entropy of logits: an exponential, a division and a logarithm.</summary>
    [Benchmark]
    public float BceWithLogits() => _bce.Evaluate<float>(_prediction, _probability, _gradient);
}
