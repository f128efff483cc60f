using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// A shape seen from one of its axes: element (outer, i, inner) is at (outer · <c>Length</c> + i) · <c>Inner</c> + inner.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct AxisLines
{
    /// <summary>Looks at a shape from an axis.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    public AxisLines(Shape shape, int axis)
    {
        Axis = shape.Axis(axis);
        Outer = shape.LengthOf(0, Axis);
        Length = shape[Axis];
        Inner = shape.LengthOf(Axis + 1, shape.Rank);
    }

    /// <summary>Gets the axis, from 0.</summary>
    public int Axis { get; }

    /// <summary>Gets the number of elements of the axes before it.</summary>
    public int Outer { get; }

    /// <summary>Gets the length of the axis.</summary>
    public int Length { get; }

    /// <summary>Gets the number of elements of the axes after it.</summary>
    public int Inner { get; }

    /// <summary>Gets the shape with this axis reduced.</summary>
    public Shape Reduced(Shape shape, ReducedAxis reduced) => reduced == ReducedAxis.Keep ? shape.With(Axis, 1) : shape.Without(Axis);
}
