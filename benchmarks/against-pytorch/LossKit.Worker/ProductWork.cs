using System.Diagnostics;
using System.Text.Json;

namespace LossKit.Benchmarks;

/// <summary>The three forms of a product: A·B, A·Bᵀ (a layer's outputs), Aᵀ·B (the gradient of its weights).</summary>
internal sealed class ProductWork : IWork
{
    private readonly string _form;
    private readonly float[] _left;
    private readonly float[] _right;
    private readonly float[] _result;
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;

    private ProductWork(string form, float[] left, float[] right, int rows, int inner, int columns)
    {
        (_form, _left, _right, _rows, _inner, _columns) = (form, left, right, rows, inner, columns);
        _result = new float[rows * columns];
    }

    /// <inheritdoc/>
    public long Bytes => sizeof(float) * ((long)_left.Length + _right.Length + _result.Length);

    /// <inheritdoc/>
    public double Value => _result[0];

    /// <summary>Reads the shape and both factors.</summary>
    /// <param name="request">The request.</param>
    public static ProductWork Read(JsonElement request)
    {
        JsonElement inputs = request.GetProperty("inputs");
        int[] shape = [.. request.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        return new(
            request.GetProperty("form").GetString()!,
            NumberFile.Floats(inputs.GetProperty("left").GetProperty("file").GetString()!),
            NumberFile.Floats(inputs.GetProperty("right").GetProperty("file").GetString()!),
            shape[0],
            shape[1],
            shape[2]);
    }

    /// <inheritdoc/>
    public double Check(out double[] sums)
    {
        Multiply();
        sums = [_result.Sum(x => Math.Abs((double)x))];
        return Value;
    }

    /// <inheritdoc/>
    public double Run(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            Multiply();
        }

        return ITimedWork.Seconds(start, Stopwatch.GetTimestamp());
    }

    private void Multiply()
    {
        switch (_form)
        {
            case "plain":
                MatrixProduct.Multiply<float>(_left, _right, _result, _rows, _inner, _columns);
                break;
            case "right":
                MatrixProduct.MultiplyByTransposed<float>(_left, _right, _result, _rows, _inner, _columns);
                break;
            default:
                MatrixProduct.MultiplyTransposed<float>(_left, _right, _result, _rows, _inner, _columns);
                break;
        }
    }
}
