using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>The lengths of a variable's axes, row-major: the last axis is the one whose elements lie side by side.</summary>
/// <remarks>A value of rank 0 is a scalar. It is written as a collection expression: <c>Shape shape = [256, 10];</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
[StructLayout(LayoutKind.Auto)]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The largest rank. A shape lives inside its variable, so that recording an operation allocates nothing.</summary>
    public const int MaximumRank = 8;

    private readonly Axes _axes;
    private readonly int _length;

    /// <summary>Makes a shape from the lengths of its axes, outermost first; none for a scalar.</summary>
    /// <param name="axes">The lengths.</param>
    /// <exception cref="ArgumentException">More than <see cref="MaximumRank"/> axes, a negative length, or more than 2³¹−1 elements.</exception>
    public Shape(params ReadOnlySpan<int> axes)
    {
        if (axes.Length > MaximumRank)
        {
            throw new ArgumentException($"The shape has {axes.Length} axes; at most {MaximumRank} are supported.", nameof(axes));
        }

        long length = 1;
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i] < 0)
            {
                throw new ArgumentException($"The length of axis {i} is {axes[i]}; write 0 or more.", nameof(axes));
            }

            _axes[i] = axes[i];
            length *= axes[i];
            if (length > Array.MaxLength)
            {
                throw new ArgumentException($"The shape has more than {Array.MaxLength} elements; split it.", nameof(axes));
            }
        }

        Rank = axes.Length;
        _length = (int)length;
    }

    /// <summary>Gets the shape of a scalar.</summary>
    public static Shape Scalar => new([]);

    /// <summary>Gets the number of axes.</summary>
    public int Rank { get; }

    /// <summary>Gets the number of elements, the product of the lengths; 1 for a scalar.</summary>
    public int Length => Rank == 0 ? 1 : _length;

    /// <summary>Gets the lengths of the axes, outermost first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Lengths => ((ReadOnlySpan<int>)_axes)[..Rank];

    /// <summary>Gets the length of an axis.</summary>
    /// <param name="axis">Its number from 0, or from −1 for the last backwards.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => _axes[Axis(axis)];

    /// <summary>Gets the length of an axis, which may be counted from the end: <c>shape[^1]</c> is the last.</summary>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[Index axis] => this[axis.IsFromEnd ? -axis.Value : axis.Value];

    /// <summary>Compares axis by axis.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Compares axis by axis.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>Makes a shape from a collection expression.</summary>
    /// <param name="axes">The lengths.</param>
    /// <returns>The shape.</returns>
    public static Shape Create(ReadOnlySpan<int> axes) => new(axes);

    /// <summary>Gives the lengths, for a <c>foreach</c>.</summary>
    /// <returns>The enumerator.</returns>
    [UnscopedRef]
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Lengths.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape other) => Rank == other.Rank && Lengths.SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int length in Lengths)
        {
            hash.Add(length);
        }

        return hash.ToHashCode();
    }

    /// <summary>Writes the shape as <c>[256, 10]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"[{string.Join(", ", Lengths.ToArray())}]";

    /// <summary>Turns an axis counted from the end into one counted from 0, and checks that it exists.</summary>
    /// <param name="axis">The axis, from −rank to rank − 1.</param>
    /// <returns>The axis from 0.</returns>
    internal int Axis(int axis)
    {
        if (axis < -Rank || axis >= Rank)
        {
            throw new ArgumentOutOfRangeException(
                nameof(axis), axis, Rank == 0 ? "A scalar has no axes." : $"The shape {this} has no axis {axis}; write {-Rank} to {Rank - 1}.");
        }

        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>The product of the lengths of the axes from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    internal int LengthOf(int from, int to)
    {
        int length = 1;
        for (int i = from; i < to; i++)
        {
            length *= _axes[i];
        }

        return length;
    }

    /// <summary>The shape with one axis of another length.</summary>
    internal Shape With(int axis, int length)
    {
        Span<int> axes = stackalloc int[Rank];
        Lengths.CopyTo(axes);
        axes[axis] = length;
        return new Shape(axes);
    }

    /// <summary>The shape without one of its axes.</summary>
    internal Shape Without(int axis)
    {
        Span<int> axes = stackalloc int[Rank - 1];
        Lengths[..axis].CopyTo(axes);
        Lengths[(axis + 1)..].CopyTo(axes[axis..]);
        return new Shape(axes);
    }

    [InlineArray(MaximumRank)]
    private struct Axes
    {
        private int _first;
    }
}
