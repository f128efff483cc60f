using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>The three lengths of a product: rows × inner times inner × columns.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ProductSize(nint rows, nint inner, nint columns)
{
    /// <summary>Gets the rows of the left operand and of the result.</summary>
    public nint Rows => rows;

    /// <summary>Gets how many products an element of the result sums.</summary>
    public nint Inner => inner;

    /// <summary>Gets the columns of the right operand and of the result.</summary>
    public nint Columns => columns;

    /// <summary>Gets how many multiply-adds the product takes.</summary>
    public long Work => (long)rows * inner * columns;
}
