using System.Numerics.Tensors;

namespace LossKit;

/// <summary>XᵀX and Xᵀy of a regression, summed up row by row. The first column is the intercept, which is not penalised.</summary>
/// <param name="columns">The number of columns.</param>
internal sealed class NormalEquations(int columns)
{
    private readonly double[] _products = new double[columns * columns];
    private readonly double[] _right = new double[columns];

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<double> row, double target)
    {
        for (var i = 0; i < columns; i++)
        {
            var products = _products.AsSpan(i * columns, i + 1);
            var factor = row[i];
            for (var j = 0; j < products.Length; j++) products[j] += factor * row[j];
            _right[i] += factor * target;
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
        var rest = new NormalEquations(columns);
        TensorPrimitives.Subtract(_products, other._products, rest._products);
        TensorPrimitives.Subtract(_right, other._right, rest._right);
        return rest;
    }

    /// <summary>Solves (XᵀX + λ·n·I)·w = Xᵀy by Cholesky's decomposition; the equations are used up.</summary>
    /// <param name="penaltyPerRow">λ.</param>
    /// <returns>The weights, w.</returns>
    public double[] Solve(double penaltyPerRow)
    {
        var penalty = penaltyPerRow * _products[0];
        for (var i = 1; i < columns; i++) _products[(i * columns) + i] += penalty;
        Decompose();
        for (var i = 0; i < columns; i++)
        {
            for (var k = 0; k < i; k++) _right[i] -= _products[(i * columns) + k] * _right[k];
            _right[i] /= _products[(i * columns) + i];
        }

        for (var i = columns - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < columns; k++) _right[i] -= _products[(k * columns) + i] * _right[k];
            _right[i] /= _products[(i * columns) + i];
        }

        return _right;
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
