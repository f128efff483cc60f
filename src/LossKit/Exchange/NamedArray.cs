namespace LossKit;

/// <summary>Numbers with a shape, as they come from or go to a file: row-major, no element type of their own.</summary>
public sealed class NamedArray
{
    /// <summary>Initializes a new instance of the <see cref="NamedArray"/> class.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The dimensions; empty for a single number.</param>
    public NamedArray(double[] values, int[] shape)
    {
        Values = values;
        Shape = shape;
    }

    /// <summary>Gets the numbers in row-major order.</summary>
    public double[] Values { get; }

    /// <summary>Gets the dimensions; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>Gets how the numbers were stored; no loss looks at it, and <see cref="LossDoctor"/> does.</summary>
    public NumberForm Form { get; init; }

    /// <summary>Gives a single number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The array of rank 0.</returns>
    public static NamedArray Scalar(double value) => new([value], []);
}
