using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>Region losses of the softmax of four images of 256 × 256 in three classes against class indices, value and gradient.</summary>
public class Regions
{
    /// <summary>The number of logits.</summary>
    public const int Length = 4 * 3 * 256 * 256;

    private const int Classes = 3;
    private static readonly nint[] Shape = [4, Classes, 256, 256];
    private static readonly nint[] Positions = [4, 256, 256];
    private readonly DiceLoss _dice = new(RegionActivation.Softmax, scope: RegionScope.Class);
    private readonly CrossEntropyDiceLoss _crossEntropyDice = new();
    private readonly LovaszLoss _lovasz = new();
    private float[] _logits = [];
    private float[] _gradient = [];
    private int[] _labels = [];

    /// <summary>Draws logits and labels.</summary>
    [GlobalSetup]
    public void Draw()
    {
        _logits = Numbers.Gaussian(Length, seed: 1);
        _gradient = new float[_logits.Length];
        _labels = new int[Length / Classes];
        var random = new SeededRandom(2);
        for (int i = 0; i < _labels.Length; i++)
        {
            _labels[i] = random.Next(Classes);
        }
    }

    /// <summary>Dice of each class.</summary>
    [Benchmark]
    public float Dice() => Evaluate(_dice);

    /// <summary>Cross-entropy and Dice.</summary>
    [Benchmark]
    public float CrossEntropyDice() => Evaluate(_crossEntropyDice);

    /// <summary>Lovász-softmax.</summary>
    [Benchmark]
    public float Lovasz() => Evaluate(_lovasz);

    private float Evaluate(RegionLoss loss) => loss.Evaluate(
        new ReadOnlyTensorSpan<float>(_logits, Shape, []),
        new ReadOnlyTensorSpan<int>(_labels, Positions, []),
        new TensorSpan<float>(_gradient, Shape, []));
}
