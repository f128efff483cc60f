using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>The products of a step of training, batch 256 through 26, 64, 64, 1, and a large square one.</summary>
[MemoryDiagnoser]
public class MatrixProducts
{
    private const int Batch = 256, Features = 26, Units = 64, Side = 512;
    private readonly float[] _features = Numbers.Gaussian(Batch * Features, seed: 1);
    private readonly float[] _hidden = Numbers.Gaussian(Batch * Units, seed: 2);
    private readonly float[] _slopes = Numbers.Gaussian(Batch * Units, seed: 3);
    private readonly float[] _firstWeights = Numbers.Gaussian(Units * Features, seed: 4);
    private readonly float[] _weights = Numbers.Gaussian(Units * Units, seed: 5);
    private readonly float[] _lastWeights = Numbers.Gaussian(Units, seed: 6);
    private readonly float[] _square = Numbers.Gaussian(Side * Side, seed: 7);
    private readonly float[] _hiddenResult = new float[Batch * Units];
    private readonly float[] _output = new float[Batch];
    private readonly float[] _firstSlope = new float[Units * Features];
    private readonly float[] _weightSlope = new float[Units * Units];
    private readonly float[] _squareResult = new float[Side * Side];

    /// <summary>256×26 by 26×64: 0.85 MFLOP.</summary>
    [Benchmark]
    public void FirstLayer() =>
        MatrixProduct.MultiplyByTransposed<float>(_features, _firstWeights, _hiddenResult, Batch, Features, Units);

    /// <summary>256×64 by 64×64: 2.1 MFLOP.</summary>
    [Benchmark]
    public void HiddenLayer() => MatrixProduct.MultiplyByTransposed<float>(_hidden, _weights, _hiddenResult, Batch, Units, Units);

    /// <summary>256×64 by 64×1: 0.03 MFLOP.</summary>
    [Benchmark]
    public void LastLayer() => MatrixProduct.MultiplyByTransposed<float>(_hidden, _lastWeights, _output, Batch, Units, 1);

    /// <summary>64×256 by 256×26: 0.85 MFLOP.</summary>
    [Benchmark]
    public void FirstWeightGradient() => MatrixProduct.MultiplyTransposed<float>(_slopes, _features, _firstSlope, Units, Batch, Features);

    /// <summary>64×256 by 256×64: 2.1 MFLOP.</summary>
    [Benchmark]
    public void HiddenWeightGradient() => MatrixProduct.MultiplyTransposed<float>(_slopes, _hidden, _weightSlope, Units, Batch, Units);

    /// <summary>256×64 by 64×64: 2.1 MFLOP.</summary>
    [Benchmark]
    public void HiddenInputGradient() => MatrixProduct.Multiply<float>(_slopes, _weights, _hiddenResult, Batch, Units, Units);

    /// <summary>512×512 by 512×512: 268 MFLOP.</summary>
    [Benchmark]
    public void Square() => MatrixProduct.Multiply<float>(_square, _square, _squareResult, Side, Side, Side);
}
