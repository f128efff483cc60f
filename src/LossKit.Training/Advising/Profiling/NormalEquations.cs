using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// XᵀX and XᵀY of the regression of some targets on the same columns, summed up row by row. The first column is the intercept, which is not
/// penalised.
/// </summary>
/// <param name="columns">The number of columns.</param>
/// <param name="targets">The number of targets.</param>
internal sealed class NormalEquations(int columns, int targets)
{
    private readonly double[] _products = new double[columns * columns];
    private readonly double[] _right = new double[targets * columns];

    /// <summary>Adds a row with its targets.</summary>
    public void Add(ReadOnlySpan<double> row, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < columns; i++)
        {
            var products = _products.AsSpan(i * columns, i + 1);
            var factor = row[i];
            for (var j = 0; j < products.Length; j++) products[j] += factor * row[j];
        }

        for (var target = 0; target < targets; target++)
        {
            // Of the targets that say which class holds, all but one are 0.
            if (values[target] == 0) continue;
            var right = _right.AsSpan(target * columns, columns);
            TensorPrimitives.MultiplyAdd(row, values[target], right, right);
        }
    }

    /// <summary>Adds the sums of other rows.</summary>
    public void Add(NormalEquations other)
    {
        TensorPrimitives.Add(_products, other._products, _products);
        TensorPrimitives.Add(_right, other._right, _right);
    }

    /// <summary>Gives the sums without those of some rows.</summary>
    public NormalEquations Without(NormalEquations other)
    {
        var rest = new NormalEquations(columns, targets);
        TensorPrimitives.Subtract(_products, other._products, rest._products);
        TensorPrimitives.Subtract(_right, other._right, rest._right);
        return rest;
    }

    /// <summary>Solves (XᵀX + λ·n·I)·W = XᵀY by Cholesky's decomposition; the equations are used up.</summary>
    /// <param name="penaltyPerRow">λ.</param>
    /// <returns>The weights, those of the first target first.</returns>
    public double[] Solve(double penaltyPerRow)
    {
        var penalty = penaltyPerRow * _products[0];
        for (var i = 1; i < columns; i++) _products[(i * columns) + i] += penalty;
        Decompose();
        for (var target = 0; target < targets; target++) Substitute(_right.AsSpan(target * columns, columns));
        return _right;
    }

    private void Substitute(Span<double> right)
    {
        for (var i = 0; i < columns; i++)
        {
            for (var k = 0; k < i; k++) right[i] -= _products[(i * columns) + k] * right[k];
            right[i] /= _products[(i * columns) + i];
        }

        for (var i = columns - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < columns; k++) right[i] -= _products[(k * columns) + i] * right[k];
            right[i] /= _products[(i * columns) + i];
        }
    }

    // The lower triangle becomes L with L·Lᵀ the matrix; the penalty keeps the pivots above 0.
    private void Decompose()
    {
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _products[(i * columns) + j];
                ReadOnlySpan<double> rowI = _products.AsSpan(i * columns, j), rowJ = _products.AsSpan(j * columns, j);
                for (var k = 0; k < j; k++) sum -= rowI[k] * rowJ[k];
                _products[(i * columns) + j] = i == j ? Math.Sqrt(sum) : sum / _products[(j * columns) + j];
            }
        }
    }
}
