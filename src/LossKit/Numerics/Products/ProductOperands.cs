using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>A matrix in memory as the product sees it: element (i, j) is at i · <c>RowStride</c> + j · <c>ColumnStride</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="first">Element (0, 0).</param>
/// <param name="rowStride">The distance of two rows; 1 for the transpose of a row-major matrix.</param>
/// <param name="columnStride">The distance of two columns; 1 for a row-major matrix.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct ProductMatrix<T>(T* first, nint rowStride, nint columnStride)
    where T : unmanaged
{
    /// <summary>Gets the address of element (0, 0).</summary>
    public T* First => first;

    /// <summary>Gets the distance of two rows.</summary>
    public nint RowStride => rowStride;

    /// <summary>Gets the distance of two columns.</summary>
    public nint ColumnStride => columnStride;

    /// <summary>Gets the transpose, in the same memory.</summary>
    public ProductMatrix<T> Transposed => new(first, columnStride, rowStride);

    /// <summary>Gives the part that begins at (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public ProductMatrix<T> From(nint row, nint column) =>
        new(first + (row * rowStride) + (column * columnStride), rowStride, columnStride);
}

/// <summary>Up to six rows of the left operand; element (i, k) is at i · <c>RowStride</c> + k · <c>InnerStride</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct LeftRows<T>(T* first, nint rowStride, nint innerStride)
    where T : unmanaged
{
    /// <summary>Gets the address of element (0, 0).</summary>
    public T* First => first;

    /// <summary>Gets the distance of two rows.</summary>
    public nint RowStride => rowStride;

    /// <summary>Gets the distance of two steps of the sum.</summary>
    public nint InnerStride => innerStride;
}

/// <summary>A panel of the right operand: at each step of the sum, one or two registers side by side.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct RightPanel<T>(T* first, nint innerStride)
    where T : unmanaged
{
    /// <summary>Gets the address of the first step's elements.</summary>
    public T* First => first;

    /// <summary>Gets the distance of two steps of the sum.</summary>
    public nint InnerStride => innerStride;
}

/// <summary>A tile of the result, one to six rows high and as wide as the kernel that fills it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct ResultTile<T>(T* first, nint stride, nint rows)
    where T : unmanaged
{
    /// <summary>Gets the address of the tile's first element.</summary>
    public T* First => first;

    /// <summary>Gets the distance of two rows.</summary>
    public nint Stride => stride;

    /// <summary>Gets how many rows it has.</summary>
    public nint Rows => rows;
}
