using BenchmarkDotNet.Attributes;

namespace LossKit.Benchmarks;

/// <summary>Softmax cross-entropy against class indices, value and gradient: few long rows, and many short ones.</summary>
public class CrossEntropy
{
    private readonly CrossEntropyLoss _loss = new();
    private float[] _logits = [];
    private float[] _gradient = [];
    private int[] _labels = [];

    /// <summary>Gets or sets the number of rows: 256 of 1000 classes, or 65,536 of 10.</summary>
    [Params(256, 65_536)]
    public int Rows { get; set; }

    /// <summary>The classes that go with a number of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The classes.</returns>
    internal static int ClassesFor(int rows) => rows == 256 ? 1000 : 10;

    /// <summary>Draws logits and labels.</summary>
    [GlobalSetup]
    public void Draw()
    {
        int classes = ClassesFor(Rows);
        _logits = Numbers.Gaussian(Rows * classes, seed: 1);
        _gradient = new float[_logits.Length];
        var random = new SeededRandom(2);
        _labels = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            _labels[row] = random.Next(classes);
        }
    }

    /// <summary>Value and gradient.</summary>
    [Benchmark]
    public float ValueAndGradient() => _loss.Evaluate<float>(_logits, _labels, _gradient);
}
