using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>
/// The product of one row with an operand that is stored transposed: the dot products of the row with rows as they lie in memory, in one pass
/// over these.
/// </summary>
/// <remarks>
/// A register holds the sums of neighbouring rows, which are turned into columns in registers on the way: each sum is the chain of its steps in
/// their order, as in every other product. Packed, the operand would be written and read once more, which is most of the work there is.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TRegister">The register's operations.</typeparam>
/// <typeparam name="TColumns">Four columns of as many rows as a register holds.</typeparam>
internal static unsafe class ProductDots<T, TVector, TRegister, TColumns>
    where T : unmanaged
    where TVector : struct
    where TRegister : struct, IProductRegister<TVector, T>
    where TColumns : struct, IProductColumns<TColumns, TVector, T>
{
    private const int Steps = 4;

    // So many sums in step keep the processor from waiting for the last addition to each.
    private const int Abreast = 4;

    /// <summary>Computes the product; there are at least as many rows as a register holds.</summary>
    /// <param name="left">The row.</param>
    /// <param name="right">The operand, inner × columns, stored transposed.</param>
    /// <param name="result">Where the dot products go, side by side.</param>
    /// <param name="size">The three lengths, one row.</param>
    /// <param name="mode">Whether the product replaces the result or is added to it.</param>
    public static void Run(ProductMatrix<T> left, ProductMatrix<T> right, T* result, ProductSize size, ProductMode mode)
    {
        nint abreast = Abreast * TRegister.Count, column = 0;
        for (; column + abreast <= size.Columns; column += abreast)
        {
            Four(left, right.From(0, column), result + column, size.Inner, mode);
        }

        for (; column + TRegister.Count <= size.Columns; column += TRegister.Count)
        {
            One(left, right.From(0, column), result + column, size.Inner, mode);
        }

        if (column < size.Columns)
        {
            // A register that ends with the last row: what it holds of rows that are done already is dropped.
            nint begin = size.Columns - TRegister.Count;
            T* sums = stackalloc T[TRegister.Count];
            TRegister.Store(sums, TRegister.Load(result + begin));
            One(left, right.From(0, begin), sums, size.Inner, mode);
            ProductPacking.CopyRow(sums + (column - begin), result + column, size.Columns - column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ProductMatrix<T> left, ProductMatrix<T> right, T* result, nint inner, ProductMode mode)
    {
        nint count = TRegister.Count, stride = right.ColumnStride, leftStride = left.ColumnStride;
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        if (mode == ProductMode.Accumulate)
        {
            sum0 = TRegister.Load(result);
            sum1 = TRegister.Load(result + count);
            sum2 = TRegister.Load(result + (2 * count));
            sum3 = TRegister.Load(result + (3 * count));
        }

        nint whole = inner - (inner % Steps);
        T* a = left.First;
        T* rows0 = right.First;
        T* rows1 = right.From(0, count).First;
        T* rows2 = right.From(0, 2 * count).First;
        T* rows3 = right.From(0, 3 * count).First;
        for (nint k = 0; k < whole; k += Steps)
        {
            sum0 = Add(a, leftStride, rows0 + k, stride, sum0);
            sum1 = Add(a, leftStride, rows1 + k, stride, sum1);
            sum2 = Add(a, leftStride, rows2 + k, stride, sum2);
            sum3 = Add(a, leftStride, rows3 + k, stride, sum3);
            a += Steps * leftStride;
        }

        if (whole < inner)
        {
            sum0 = AddRest(left, rows0, stride, whole, inner, sum0);
            sum1 = AddRest(left, rows1, stride, whole, inner, sum1);
            sum2 = AddRest(left, rows2, stride, whole, inner, sum2);
            sum3 = AddRest(left, rows3, stride, whole, inner, sum3);
        }

        TRegister.Store(result, sum0);
        TRegister.Store(result + count, sum1);
        TRegister.Store(result + (2 * count), sum2);
        TRegister.Store(result + (3 * count), sum3);
    }

    private static void One(ProductMatrix<T> left, ProductMatrix<T> right, T* result, nint inner, ProductMode mode)
    {
        TVector sum = mode == ProductMode.Accumulate ? TRegister.Load(result) : default;
        TRegister.Store(result, AddRest(left, right.First, right.ColumnStride, 0, inner, sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector AddRest(ProductMatrix<T> left, T* rows, nint stride, nint from, nint inner, TVector sum)
    {
        for (; from + Steps <= inner; from += Steps)
        {
            sum = Add(left.First + (from * left.ColumnStride), left.ColumnStride, rows + from, stride, sum);
        }

        T* column = stackalloc T[TRegister.Count];
        for (; from < inner; from++)
        {
            for (nint row = 0; row < TRegister.Count; row++)
            {
                column[row] = rows[(row * stride) + from];
            }

            sum = TRegister.MultiplyAdd(TRegister.Broadcast(left.First + (from * left.ColumnStride)), TRegister.Load(column), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(T* left, nint leftStride, T* rows, nint stride, TVector sum)
    {
        var columns = TColumns.Load(rows, stride);
        sum = TRegister.MultiplyAdd(TRegister.Broadcast(left), columns.First, sum);
        sum = TRegister.MultiplyAdd(TRegister.Broadcast(left + leftStride), columns.Second, sum);
        sum = TRegister.MultiplyAdd(TRegister.Broadcast(left + (2 * leftStride)), columns.Third, sum);
        return TRegister.MultiplyAdd(TRegister.Broadcast(left + (3 * leftStride)), columns.Fourth, sum);
    }
}
