namespace LossKit;

/// <summary>The dot products of every left row with every right row; a pass over its rows turns them into the loss's derivatives by them.</summary>
internal readonly unsafe struct ScoreMatrix : IDisposable
{
    // The side of the squares in which a matrix is walked through together with its transpose.
    private const int Block = 16;

    private readonly PooledMemory<double> _scores;
    private readonly RowsView _left;
    private readonly RowsView _right;

    /// <summary>Initializes a new instance of the <see cref="ScoreMatrix"/> struct with the dot products.</summary>
    /// <param name="left">The rows that give its rows.</param>
    /// <param name="right">The rows that give its columns.</param>
    public ScoreMatrix(RowsView left, RowsView right)
    {
        _left = left;
        _right = right;
        _scores = new(checked(left.Count * right.Count));
        var size = new ProductSize(left.Count, left.Width, right.Count);
        MatrixProduct.Run(left.Numbers, right.Transposed, Matrix, size, ProductMode.Overwrite);
    }

    /// <summary>Gets how many rows there are.</summary>
    public int Rows => _left.Count;

    /// <summary>Gets how many columns there are.</summary>
    public int Columns => _right.Count;

    /// <summary>Gets whether any derivative is wanted.</summary>
    public bool WantsSlopes => _left.WantsSlopes || _right.WantsSlopes;

    private ProductMatrix<double> Matrix => new(_scores.First, Columns, 1);

    /// <summary>Gives a row.</summary>
    /// <param name="row">Which one.</param>
    /// <returns>Its numbers.</returns>
    public Span<double> Row(int row) => new(_scores.First + ((nint)row * Columns), Columns);

    /// <summary>Adds the transpose of a matrix over the same rows, the other way round.</summary>
    /// <param name="other">The other matrix.</param>
    public void AddTransposed(in ScoreMatrix other) =>
        RowLoop.Run(new Transposition { Target = this, Source = other }, (Rows + Block - 1) / Block, (long)Columns * Block);

    /// <summary>Adds the derivatives by the scores, which the matrix holds by now, to those by the rows on both sides.</summary>
    public void PullBack()
    {
        if (_left.IsSameAs(_right))
        {
            // C·U + Cᵀ·U in one product.
            RowLoop.Run(new Symmetrisation { Matrix = this }, (Rows + Block - 1) / Block, (long)Columns * Block);
            MatrixProduct.Run(Matrix, _right.Numbers, _left.Slopes, new ProductSize(Rows, Columns, _left.Width), ProductMode.Accumulate);
            return;
        }

        if (_left.WantsSlopes)
        {
            MatrixProduct.Run(Matrix, _right.Numbers, _left.Slopes, new ProductSize(Rows, Columns, _left.Width), ProductMode.Accumulate);
        }

        if (_right.WantsSlopes)
        {
            var transposed = new ProductMatrix<double>(_scores.First, 1, Columns);
            MatrixProduct.Run(transposed, _left.Numbers, _right.Slopes, new ProductSize(Columns, Rows, _left.Width), ProductMode.Accumulate);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _scores.Dispose();

    // Square blocks, so that lines of the source that are read down its columns are used whole.
    private struct Transposition : IRowAction
    {
        public ScoreMatrix Target;
        public ScoreMatrix Source;

        /// <inheritdoc/>
        public readonly void Execute(int row)
        {
            var start = row * Block;
            var end = Math.Min(Target.Rows, start + Block);
            for (var column = 0; column < Target.Columns; column += Block)
            {
                var last = Math.Min(Target.Columns, column + Block);
                for (var i = start; i < end; i++)
                {
                    var target = Target.Row(i);
                    for (var j = column; j < last; j++)
                    {
                        target[j] += Source.Row(j)[i];
                    }
                }
            }
        }
    }

    // Block row r adds the squares from its diagonal on to those across, which no other block row touches.
    private struct Symmetrisation : IRowAction
    {
        public ScoreMatrix Matrix;

        /// <inheritdoc/>
        public readonly void Execute(int row)
        {
            var start = row * Block;
            var end = Math.Min(Matrix.Rows, start + Block);
            for (var column = start; column < Matrix.Columns; column += Block)
            {
                var last = Math.Min(Matrix.Columns, column + Block);
                for (var i = start; i < end; i++)
                {
                    var there = Matrix.Row(i);
                    for (var j = Math.Max(column, i); j < last; j++)
                    {
                        var across = Matrix.Row(j);
                        var sum = there[j] + across[i];
                        there[j] = sum;
                        across[i] = sum;
                    }
                }
            }
        }
    }
}
