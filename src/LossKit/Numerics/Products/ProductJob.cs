using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>A product cut into bands of rows or of columns, each of which is a product of its own.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct ProductJob<T> : IPartitionedJob
    where T : unmanaged
{
    // Bands are whole tiles of every register width, so that only the last has an edge.
    private const int RowGrain = ProductBlocks.TileRows;
    private const int ColumnGrain = 32;

    private readonly ProductMatrix<T> _left;
    private readonly ProductMatrix<T> _right;
    private readonly ProductMatrix<T> _result;
    private readonly ProductSize _size;
    private readonly ProductMode _mode;
    private readonly nint _band;
    private readonly bool _byColumns;

    /// <summary>Prepares the product.</summary>
    public ProductJob(
        ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size, ProductMode mode, int threads)
    {
        _left = left;
        _right = right;
        _result = result;
        _size = size;
        _mode = mode;
        long useful = Math.Clamp(size.Work / ProductBlocks.WorkPerThread, 1, threads);
        _byColumns = size.Columns > size.Rows;
        nint length = _byColumns ? size.Columns : size.Rows;
        nint grain = _byColumns ? ColumnGrain : RowGrain;
        nint grains = (length + grain - 1) / grain;
        _band = (grains + (nint)useful - 1) / (nint)useful * grain;
        Parts = (int)((length + _band - 1) / _band);
    }

    /// <summary>Gets how many bands there are.</summary>
    public int Parts { get; }

    /// <inheritdoc/>
    public void Execute(int part)
    {
        nint from = part * _band;
        if (_byColumns)
        {
            var size = new ProductSize(_size.Rows, _size.Inner, Math.Min(_band, _size.Columns - from));
            Run(_left, _right.From(0, from), _result.From(0, from), size);
        }
        else
        {
            var size = new ProductSize(Math.Min(_band, _size.Rows - from), _size.Inner, _size.Columns);
            Run(_left.From(from, 0), _right, _result.From(from, 0), size);
        }
    }

    private void Run(ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size)
    {
        if (Fma.IsSupported && size.Rows == 1 && right.ColumnStride != 1 && size.Columns >= Vector256<T>.Count)
        {
            RunDots(left, right, result, size);
        }
        else if (typeof(T) == typeof(float))
        {
            RunWidest<float, Vector512<float>, SingleRegister512, Vector256<float>, SingleRegister256, Vector128<float>, SingleRegister128, SingleRegister1>(
                Cast<float>(left), Cast<float>(right), Cast<float>(result), size, _mode);
        }
        else
        {
            RunWidest<double, Vector512<double>, DoubleRegister512, Vector256<double>, DoubleRegister256, Vector128<double>, DoubleRegister128, DoubleRegister1>(
                Cast<double>(left), Cast<double>(right), Cast<double>(result), size, _mode);
        }
    }

    private void RunDots(ProductMatrix<T> left, ProductMatrix<T> right, ProductMatrix<T> result, ProductSize size)
    {
        if (typeof(T) == typeof(float))
        {
            ProductDots<float, Vector256<float>, SingleRegister256, SingleColumns>.Run(
                Cast<float>(left), Cast<float>(right), (float*)result.First, size, _mode);
        }
        else
        {
            ProductDots<double, Vector256<double>, DoubleRegister256, DoubleColumns>.Run(
                Cast<double>(left), Cast<double>(right), (double*)result.First, size, _mode);
        }
    }

    // Asked of the instruction sets and not of Vector512.IsHardwareAccelerated, which is false on processors that slow
    // down a little for 512 bits: a matrix product is worth it on all of them.
    private static void RunWidest<TE, TV512, TR512, TV256, TR256, TV128, TR128, TR1>(
        ProductMatrix<TE> left, ProductMatrix<TE> right, ProductMatrix<TE> result, ProductSize size, ProductMode mode)
        where TE : unmanaged
        where TV512 : struct
        where TR512 : struct, IProductRegister<TV512, TE>
        where TV256 : struct
        where TR256 : struct, IProductRegister<TV256, TE>
        where TV128 : struct
        where TR128 : struct, IProductRegister<TV128, TE>
        where TR1 : struct, IProductRegister<TE, TE>
    {
        if (Avx512F.IsSupported)
        {
            ProductDriver<TE, TV512, TR512>.Run(left, right, result, size, mode);
        }
        else if (Fma.IsSupported)
        {
            ProductDriver<TE, TV256, TR256>.Run(left, right, result, size, mode);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ProductDriver<TE, TV128, TR128>.Run(left, right, result, size, mode);
        }
        else
        {
            ProductDriver<TE, TE, TR1>.Run(left, right, result, size, mode);
        }
    }

    private static ProductMatrix<TE> Cast<TE>(ProductMatrix<T> matrix)
        where TE : unmanaged => new((TE*)matrix.First, matrix.RowStride, matrix.ColumnStride);
}
