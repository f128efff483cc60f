using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>What moving numbers costs, in the caches and beyond: no loss of as many elements can take less.</summary>
[MemoryDiagnoser]
public class Floor
{
    private float[] _prediction = [];
    private float[] _target = [];
    private float[] _gradient = [];

    /// <summary>Gets or sets the number of elements.</summary>
    [Params(10_000, 100_000, 1 << 20)]
    public int Elements { get; set; }

    /// <summary>Draws the numbers.</summary>
    [GlobalSetup]
    public void Draw() => (_prediction, _target, _gradient) = (Numbers.Gaussian(Elements, 1), Numbers.Gaussian(Elements, 2), new float[Elements]);

    /// <summary>Two arrays read and one written, as an elementwise loss with its gradient does.</summary>
    [Benchmark]
    public void Add() => TensorPrimitives.Add<float>(_prediction, _target, _gradient);

    /// <summary>One array read and one written.</summary>
    [Benchmark]
    public void Copy() => _prediction.AsSpan().CopyTo(_gradient);
}
