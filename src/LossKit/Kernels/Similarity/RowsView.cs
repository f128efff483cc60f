namespace LossKit;

/// <summary>Rows in memory that somebody else holds, and the derivatives by them.</summary>
/// <param name="numbers">The first row.</param>
/// <param name="slopes">The derivatives by the first row; null where they are not wanted.</param>
/// <param name="count">How many rows there are.</param>
/// <param name="width">How many numbers a row has.</param>
internal readonly unsafe struct RowsView(double* numbers, double* slopes, int count, int width)
{
    /// <summary>Gets how many rows there are.</summary>
    public int Count => count;

    /// <summary>Gets how many numbers a row has.</summary>
    public int Width => width;

    /// <summary>Gets whether derivatives are wanted.</summary>
    public bool WantsSlopes => slopes is not null;

    /// <summary>Gets the numbers as an operand of a product.</summary>
    public ProductMatrix<double> Numbers => new(numbers, width, 1);

    /// <summary>Gets the numbers, transposed, as an operand of a product.</summary>
    public ProductMatrix<double> Transposed => new(numbers, 1, width);

    /// <summary>Gets the derivatives as the result of a product.</summary>
    public ProductMatrix<double> Slopes => new(slopes, width, 1);

    /// <summary>Says whether these are the very rows of another view, with derivatives to be added to.</summary>
    /// <param name="other">The other view.</param>
    /// <returns>Whether they are.</returns>
    public bool IsSameAs(RowsView other) => WantsSlopes && Slopes.First == other.Slopes.First && Count == other.Count;

    /// <summary>Gives the numbers of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its first number.</returns>
    public double* NumbersOf(int row) => numbers + ((nint)row * width);

    /// <summary>Gives the derivatives by a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The first of them.</returns>
    public double* SlopesOf(int row) => slopes + ((nint)row * width);
}
