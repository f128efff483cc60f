using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>A last linear layer with targets, evaluated in chunks and with all its logits at once.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class LastLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Draws a layer.</summary>
    /// <param name="shape">Rows, features and classes.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="ignored">The target of some rows that are ignored; null for none.</param>
    public LastLayer(LinearShape shape, int seed, int? ignored = null)
    {
        var random = new Random(seed);
        Shape = shape;
        Hidden = Draw(shape.Rows * shape.Features);
        Weights = Draw(shape.Classes * shape.Features);
        Bias = Draw(shape.Classes);
        Target = [.. Enumerable.Range(0, shape.Rows).Select(row => ignored is int index && row % 5 is 1 or 2 ? index : random.Next(shape.Classes))];

        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];
    }

    public LinearShape Shape { get; }

    public T[] Hidden { get; }

    public T[] Weights { get; }

    public T[] Bias { get; }

    public int[] Target { get; }

    /// <summary>Evaluates the loss without the logits.</summary>
    public LayerResult<T> Fused(LinearCrossEntropyLoss loss)
    {
        var result = new LayerResult<T>(Shape);
        var value = loss.Evaluate<T>(
            Matrix(Hidden),
            Matrix(Weights),
            new ReadOnlyTensorSpan<int>(Target),
            new ReadOnlyTensorSpan<T>(Bias),
            Matrix(result.Hidden),
            Matrix(result.Weights),
            new TensorSpan<T>(result.Bias),
            values: result.Values);
        return result with { Value = value };
    }

    /// <summary>Evaluates the plain loss of the logits, and pulls its gradient back by the chain rule.</summary>
    public LayerResult<T> Unfused(CrossEntropyLoss loss, double? softCap = null)
    {
        var (rows, features, classes) = Shape;
        var logits = new T[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            Bias.CopyTo(logits, row * classes);
        }

        MatrixProduct.MultiplyByTransposed<T>(Hidden, Weights, logits, rows, features, classes, ProductMode.Accumulate);
        var slopes = new T[logits.Length];
        for (var i = 0; i < logits.Length; i++)
        {
            var (capped, slope) = Cap(double.CreateTruncating(logits[i]), softCap);
            (logits[i], slopes[i]) = (T.CreateTruncating(capped), T.CreateTruncating(slope));
        }

        var result = new LayerResult<T>(Shape);
        var gradient = new T[logits.Length];
        var shape = new ClassShape(rows, classes);
        loss.EvaluateEach(logits, shape, Target, result.Values, loss.Reduction == Reduction.None ? gradient : default);
        var value = loss.Reduction == Reduction.None
            ? TensorPrimitives.Sum<T>(result.Values)
            : loss.Evaluate(logits, shape, Target, gradient);
        TensorPrimitives.Multiply(gradient, slopes, gradient);
        MatrixProduct.Multiply<T>(gradient, Weights, result.Hidden, rows, classes, features);
        MatrixProduct.MultiplyTransposed<T>(gradient, Hidden, result.Weights, classes, rows, features);
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Add(result.Bias, gradient.AsSpan(row * classes, classes), result.Bias);
        }

        return result with { Value = value };
    }

    private TensorSpan<T> Matrix(T[] numbers) => new(numbers, [numbers.Length / Shape.Features, Shape.Features]);

    private static (double Value, double Slope) Cap(double logit, double? softCap)
    {
        if (softCap is not double cap)
        {
            return (logit, 1);
        }

        var share = Math.Tanh(logit / cap);
        return (cap * share, 1 - (share * share));
    }
}

/// <summary>Value, single losses and gradients of a layer.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed record LayerResult<T>(T Value, T[] Values, T[] Hidden, T[] Weights, T[] Bias)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes room for the results.</summary>
    public LayerResult(LinearShape shape)
        : this(
            T.Zero,
            new T[shape.Rows],
            new T[shape.Rows * shape.Features],
            new T[shape.Classes * shape.Features],
            new T[shape.Classes])
    {
    }

    /// <summary>Asserts that the results are another's within an error relative to the largest number of each array.</summary>
    public void AssertClose(LayerResult<T> expected, double error, string what)
    {
        AssertClose([expected.Value], [Value], error, $"{what}: value");
        AssertClose(expected.Values, Values, error, $"{what}: values");
        AssertClose(expected.Hidden, Hidden, error, $"{what}: gradient of hidden");
        AssertClose(expected.Weights, Weights, error, $"{what}: gradient of weights");
        AssertClose(expected.Bias, Bias, error, $"{what}: gradient of bias");
    }

    private static void AssertClose(T[] expected, T[] found, double error, string what)
    {
        var size = expected.Max(number => Math.Abs(double.CreateTruncating(number)));
        for (var i = 0; i < expected.Length; i++)
        {
            Bits.Close(double.CreateTruncating(expected[i]), double.CreateTruncating(found[i]), error * size, $"{what}[{i}]");
        }
    }
}
