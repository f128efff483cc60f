using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>
/// Products of dense row-major matrices: C = A·B, A·Bᵀ and Aᵀ·B, in <see cref="float"/> and <see cref="double"/>.
/// </summary>
/// <remarks>
/// An element of the result is the sum over the inner index in its order, each step one fused multiply-add (one
/// rounding). Its bits depend on nothing else: not on the number of threads, the register width or the rest of the matrix.
/// With <see cref="ProductMode.Accumulate"/> the sum begins with what the result holds. Large products use up to
/// <see cref="ComputeThreads.Count"/> threads. Nothing is allocated once a thread has seen its largest product.
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>C = A·B.</summary>
    /// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="left">A, rows × inner.</param>
    /// <param name="right">B, inner × columns.</param>
    /// <param name="result">C, rows × columns. It must not overlap A or B.</param>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="inner">The columns of A, and the rows of B.</param>
    /// <param name="columns">The columns of B and C.</param>
    /// <param name="mode">Whether C is replaced or added to.</param>
    /// <exception cref="ArgumentException">A span is not as long as its shape says, or C overlaps an operand.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    /// <exception cref="NotSupportedException">The element type is another one.</exception>
    public static void Multiply<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int rows, int inner, int columns, ProductMode mode = ProductMode.Overwrite)
        where T : unmanaged
    {
        Check(left, right, result, rows, inner, columns);
        fixed (T* a = left, b = right, c = result)
        {
            Run<T>(new(a, inner, 1), new(b, columns, 1), new(c, columns, 1), new(rows, inner, columns), mode);
        }
    }

    /// <summary>C = A·Bᵀ: the dot product of each row of A with each row of B.</summary>
    /// <inheritdoc cref="Multiply" path="/typeparam"/>
    /// <param name="left">A, rows × inner.</param>
    /// <param name="right">B, columns × inner.</param>
    /// <param name="result">C, rows × columns. It must not overlap A or B.</param>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="inner">The columns of A and of B.</param>
    /// <param name="columns">The rows of B, and the columns of C.</param>
    /// <param name="mode">Whether C is replaced or added to.</param>
    /// <inheritdoc cref="Multiply" path="/exception"/>
    public static void MultiplyByTransposed<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int rows, int inner, int columns, ProductMode mode = ProductMode.Overwrite)
        where T : unmanaged
    {
        Check(left, right, result, rows, inner, columns);
        fixed (T* a = left, b = right, c = result)
        {
            Run<T>(new(a, inner, 1), new(b, 1, inner), new(c, columns, 1), new(rows, inner, columns), mode);
        }
    }

    /// <summary>C = Aᵀ·B: the sum of the outer products of the rows of A with the rows of B.</summary>
    /// <inheritdoc cref="Multiply" path="/typeparam"/>
    /// <param name="left">A, inner × rows.</param>
    /// <param name="right">B, inner × columns.</param>
    /// <param name="result">C, rows × columns. It must not overlap A or B.</param>
    /// <param name="rows">The columns of A, and the rows of C.</param>
    /// <param name="inner">The rows of A and of B.</param>
    /// <param name="columns">The columns of B and C.</param>
    /// <param name="mode">Whether C is replaced or added to.</param>
    /// <inheritdoc cref="Multiply" path="/exception"/>
    public static void MultiplyTransposed<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int rows, int inner, int columns, ProductMode mode = ProductMode.Overwrite)
        where T : unmanaged
    {
        Check(left, right, result, rows, inner, columns);
        fixed (T* a = left, b = right, c = result)
        {
            Run<T>(new(a, 1, rows), new(b, columns, 1), new(c, columns, 1), new(rows, inner, columns), mode);
        }
    }

    /// <summary>The product of matrices in memory with any distance between their rows; lengths of 0 are allowed.</summary>
    /// <param name="left">The left operand, rows × inner; one of its strides is 1.</param>
    /// <param name="right">The right operand, inner × columns; one of its strides is 1.</param>
    /// <param name="result">The result, rows × columns, row-major.</param>
    /// <param name="size">The three lengths.</param>
    /// <param name="mode">Whether the result is replaced or added to.</param>
    internal static void Run<T>(
        ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size, ProductMode mode)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Matrices of {typeof(T).Name} cannot be multiplied; use float or double.");
        }

        if (size.Inner == 0 && mode == ProductMode.Overwrite)
        {
            for (nint row = 0; row < size.Rows; row++)
            {
                new Span<T>(result.From(row, 0).First, (int)size.Columns).Clear();
            }
        }

        if (size.Work == 0)
        {
            return;
        }

        // One column is one row of the transposed product, which fills registers: the same chains, since factors can be swapped.
        if (size.Columns == 1 && result.RowStride == 1)
        {
            (left, right) = (right.Transposed, left.Transposed);
            (result, size) = (result.Transposed, new ProductSize(1, size.Inner, size.Rows));
        }

        var job = new ProductJob<T>(left, right, result, size, mode, ComputeThreads.Count);
        WorkerPool.Run(ref job, job.Parts);
    }

    private static void Check<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, ReadOnlySpan<T> result, int rows, int inner, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        CheckLength(nameof(left), left.Length, rows, inner);
        CheckLength(nameof(right), right.Length, inner, columns);
        CheckLength(nameof(result), result.Length, rows, columns);
        if (result.Overlaps(left) || result.Overlaps(right))
        {
            throw new ArgumentException("The result overlaps an operand, which is read while the result is written; give it memory of its own.", nameof(result));
        }
    }

    private static void CheckLength(string name, int length, int first, int second)
    {
        if (length != (long)first * second)
        {
            throw new ArgumentException(
                $"The span has {length} elements, but its matrix has {first} · {second} = {(long)first * second}; pass exactly that many.", name);
        }
    }
}
