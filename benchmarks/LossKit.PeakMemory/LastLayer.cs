using System.Numerics.Tensors;

namespace LossKit.Benchmarks;

/// <summary>A last linear layer and softmax cross-entropy over many classes: inputs, and room for the gradients.</summary>
internal sealed class LastLayer
{
    private readonly int _rows;
    private readonly int _features;
    private readonly int _classes;
    private readonly float[] _hidden;
    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly int[] _target;
    private float[]? _logits;

    /// <summary>Draws the inputs, and touches the memory of the gradients.</summary>
    public LastLayer(int rows, int features, int classes)
    {
        (_rows, _features, _classes) = (rows, features, classes);
        _hidden = Draw(rows * features, 1, 1);
        _weights = Draw(classes * features, 2, 1 / MathF.Sqrt(features));
        _bias = Draw(classes, 3, 1);
        var random = new SeededRandom(4);
        _target = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            _target[row] = random.Next(classes);
        }

        HiddenGradient = Touch(_hidden.Length);
        WeightsGradient = Touch(_weights.Length);
        BiasGradient = Touch(_bias.Length);
    }

    /// <summary>Gets the gradient of the hidden states.</summary>
    public float[] HiddenGradient { get; }

    /// <summary>Gets the gradient of the weights.</summary>
    public float[] WeightsGradient { get; }

    /// <summary>Gets the gradient of the bias.</summary>
    public float[] BiasGradient { get; }

    /// <summary>Gets the bytes of inputs and gradients.</summary>
    public long Bytes => 4L * ((2L * (_hidden.Length + _weights.Length + _bias.Length)) + _target.Length);

    /// <summary>Value and gradients in chunks, without the logits.</summary>
    public float RunFused() => new LinearCrossEntropyLoss().Evaluate<float>(
        Matrix(_hidden, _features),
        Matrix(_weights, _features),
        new ReadOnlyTensorSpan<int>(_target),
        new ReadOnlyTensorSpan<float>(_bias),
        Matrix(HiddenGradient, _features),
        Matrix(WeightsGradient, _features),
        new TensorSpan<float>(BiasGradient));

    /// <summary>The same from all logits at once, at its best: their gradient takes their place.</summary>
    public float RunUnfused()
    {
        float[] logits = _logits ??= new float[_rows * _classes];
        for (int row = 0; row < _rows; row++)
        {
            _bias.CopyTo(logits, row * _classes);
        }

        MatrixProduct.MultiplyByTransposed<float>(_hidden, _weights, logits, _rows, _features, _classes, ProductMode.Accumulate);
        float value = new CrossEntropyLoss().Evaluate<float>(logits, _target, logits);
        MatrixProduct.Multiply<float>(logits, _weights, HiddenGradient, _rows, _classes, _features);
        MatrixProduct.MultiplyTransposed<float>(logits, _hidden, WeightsGradient, _classes, _rows, _features);
        BiasGradient.AsSpan().Clear();
        for (int row = 0; row < _rows; row++)
        {
            TensorPrimitives.Add(BiasGradient, logits.AsSpan(row * _classes, _classes), BiasGradient);
        }

        return value;
    }

    private static TensorSpan<float> Matrix(float[] numbers, int columns) => new(numbers, [numbers.Length / columns, columns]);

    private static float[] Draw(int count, ulong seed, float scale)
    {
        var random = new SeededRandom(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = scale * (float)random.NextGaussian();
        }

        return numbers;
    }

    private static float[] Touch(int count)
    {
        var memory = new float[count];
        memory.AsSpan().Fill(1);
        return memory;
    }
}
