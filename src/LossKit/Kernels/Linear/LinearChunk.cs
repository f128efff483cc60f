using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The rows that are worked on at a time, in memory that is used again for the next ones.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal ref struct LinearChunk<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many integers a row needs: its place among all rows, and its class index.</summary>
    public const int IndicesOfRow = 2;

    private readonly LinearRowCall<T> _call;
    private readonly Span<T> _scores;
    private readonly Span<T> _hidden;
    private readonly Span<T> _values;
    private readonly Span<T> _weight;
    private readonly Span<int> _rows;
    private readonly Span<int> _targets;
    private int _count;
    private int _next;
    private ProductMode _mode;

    /// <summary>Initializes a new instance of the <see cref="LinearChunk{T}"/> struct, with no row in it.</summary>
    /// <param name="call">What to read and to write.</param>
    /// <param name="memory">Room for the numbers of so many rows.</param>
    /// <param name="indices">Room for their integers.</param>
    /// <param name="rows">How many rows there is room for.</param>
    public LinearChunk(in LinearRowCall<T> call, Span<T> memory, Span<int> indices, int rows)
    {
        _call = call;
        _scores = memory[..(rows * call.Shape.Classes)];
        _hidden = memory.Slice(_scores.Length, rows * call.Shape.Features);
        _values = memory.Slice(_scores.Length + _hidden.Length, rows);
        _weight = memory.Slice(_scores.Length + _hidden.Length + rows, rows);
        _rows = indices[..rows];
        _targets = indices.Slice(rows, rows);
        _mode = call.Mode == GradientMode.Add ? ProductMode.Accumulate : ProductMode.Overwrite;
    }

    // Rows that follow each other are read where they lie.
    private readonly bool IsRun => _rows[_count - 1] - _rows[0] == _count - 1;

    /// <summary>Gives how many numbers a row needs: its scores, its hidden state, its loss and its weight.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The number.</returns>
    public static int LengthOfRow(LinearShape shape) => checked(shape.Classes + shape.Features + 2);

    /// <summary>Takes the next rows that count; rows that are ignored or have no weight get their zeros.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel, which knows what is ignored.</param>
    /// <returns>Whether there was a row left.</returns>
    public bool Fill<TKernel>(TKernel kernel)
        where TKernel : struct, IRowKernel<T>
    {
        for (_count = 0; _next < _call.Target.Length && _count < _rows.Length; _next++)
        {
            var target = _call.Target[_next];
            var weight = _call.Weight.IsEmpty ? T.One : _call.Weight[_next];
            if (weight != T.Zero && !kernel.Ignores(target))
            {
                _rows[_count] = _next;
                _weight[_count] = weight;
                _targets[_count++] = target;
                continue;
            }

            if (!_call.Values.IsEmpty)
            {
                _call.Values[_next] = T.Zero;
            }

            if (_call.Mode == GradientMode.Write && !_call.HiddenGradient.IsEmpty)
            {
                RowOf(_call.HiddenGradient, _next).Clear();
            }
        }

        return _count > 0;
    }

    /// <summary>Evaluates the rows and adds their part of the gradients.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel.</param>
    /// <param name="scale">What gradients are multiplied by.</param>
    /// <returns>The sum of the losses.</returns>
    public double Evaluate<TKernel>(TKernel kernel, double scale)
        where TKernel : struct, IRowKernel<T>
    {
        var scores = _scores[..(_count * _call.Shape.Classes)];
        var hidden = ReadHidden();
        Score(hidden, scores);
        var values = _call.Values.IsEmpty ? default : _values[.._count];
        var sum = RowDriver.Sum(
            kernel,
            new RowCall<T>
            {
                Prediction = scores,
                Shape = new(_count, _call.Shape.Classes),
                Target = _targets[.._count],
                Weight = _call.Weight.IsEmpty ? default : _weight[.._count],
                Values = values,
                Gradient = _call.WantsGradient ? scores : default,
                Reduction = Reduction.Sum,
                Width = _call.Width,
            },
            scale);
        for (var i = 0; i < values.Length; i++)
        {
            _call.Values[_rows[i]] = values[i];
        }

        if (_call.WantsGradient)
        {
            PullBack(scores, hidden);
        }

        return sum;
    }

    /// <summary>Writes the zeros of gradients that no row had a part in.</summary>
    public readonly void Finish()
    {
        if (_mode == ProductMode.Overwrite)
        {
            _call.WeightsGradient.Clear();
            _call.BiasGradient.Clear();
        }
    }

    private readonly ReadOnlySpan<T> ReadHidden()
    {
        var features = _call.Shape.Features;
        if (IsRun)
        {
            return _call.Hidden.Slice(_rows[0] * features, _count * features);
        }

        var gathered = _hidden[..(_count * features)];
        for (var i = 0; i < _count; i++)
        {
            _call.Hidden.Slice(_rows[i] * features, features).CopyTo(RowOf(gathered, i));
        }

        return gathered;
    }

    // The sum of a score begins with its bias, as in a linear layer.
    private readonly void Score(ReadOnlySpan<T> hidden, Span<T> scores)
    {
        var (_, features, classes) = _call.Shape;
        if (!_call.Bias.IsEmpty)
        {
            for (var i = 0; i < _count; i++)
            {
                _call.Bias.CopyTo(scores[(i * classes)..]);
            }
        }

        var mode = _call.Bias.IsEmpty ? ProductMode.Overwrite : ProductMode.Accumulate;
        MatrixProduct.MultiplyByTransposed(hidden, _call.Weights, scores, _count, features, classes, mode);
    }

    // The weights come first: hidden states that were gathered give their room to their gradient.
    private void PullBack(Span<T> gradient, ReadOnlySpan<T> hidden)
    {
        var (_, features, classes) = _call.Shape;
        if (!_call.WeightsGradient.IsEmpty)
        {
            MatrixProduct.MultiplyTransposed(gradient, hidden, _call.WeightsGradient, classes, _count, features, _mode);
        }

        if (!_call.BiasGradient.IsEmpty)
        {
            PullBackBias(gradient);
        }

        if (!_call.HiddenGradient.IsEmpty)
        {
            PullBackHidden(gradient);
        }

        _mode = ProductMode.Accumulate;
    }

    private readonly void PullBackBias(ReadOnlySpan<T> gradient)
    {
        var sums = _call.BiasGradient;
        if (_mode == ProductMode.Overwrite)
        {
            sums.Clear();
        }

        for (var i = 0; i < _count; i++)
        {
            TensorPrimitives.Add(sums, gradient.Slice(i * sums.Length, sums.Length), sums);
        }
    }

    private readonly void PullBackHidden(ReadOnlySpan<T> gradient)
    {
        var (_, features, classes) = _call.Shape;
        if (IsRun && _call.Mode == GradientMode.Write)
        {
            var place = _call.HiddenGradient.Slice(_rows[0] * features, _count * features);
            MatrixProduct.Multiply(gradient, _call.Weights, place, _count, classes, features);
            return;
        }

        var rows = _hidden[..(_count * features)];
        MatrixProduct.Multiply(gradient, _call.Weights, rows, _count, classes, features);
        for (var i = 0; i < _count; i++)
        {
            var place = RowOf(_call.HiddenGradient, _rows[i]);
            if (_call.Mode == GradientMode.Add)
            {
                TensorPrimitives.Add(place, RowOf(rows, i), place);
            }
            else
            {
                RowOf(rows, i).CopyTo(place);
            }
        }
    }

    private readonly Span<T> RowOf(Span<T> rows, int index) => rows.Slice(index * _call.Shape.Features, _call.Shape.Features);
}
