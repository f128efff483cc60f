using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// Two shapes stretched over one another, cut into runs along which each operand either moves on by one element or stays.
/// </summary>
/// <remarks>
/// The rule is NumPy's: shapes are aligned at their last axis, a missing axis has length 1, and an axis of length 1 is
/// repeated to the other's length. Axes that both operands walk through alike are merged, so equal shapes are a single run.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct BroadcastRuns
{
    private readonly int _axes;
    private Lengths _length;
    private Lengths _leftStride;
    private Lengths _rightStride;
    private Lengths _position;
    private int _left;
    private int _right;
    private int _done;

    /// <summary>Prepares the runs.</summary>
    /// <param name="left">The left operand's shape.</param>
    /// <param name="right">The right operand's shape.</param>
    /// <exception cref="ArgumentException">An axis has two lengths, neither of them 1.</exception>
    public BroadcastRuns(Shape left, Shape right)
    {
        Output = OutputOf(left, right);
        int leftStride = 1, rightStride = 1;

        // Axis 0 here is the innermost.
        for (int back = 1; back <= Output.Rank; back++)
        {
            int length = Output[-back];
            int leftLength = back <= left.Rank ? left[-back] : 1;
            int rightLength = back <= right.Rank ? right[-back] : 1;
            if (length != 1)
            {
                Append(length, leftLength == 1 ? 0 : leftStride, rightLength == 1 ? 0 : rightStride, ref _axes);
            }

            leftStride *= leftLength;
            rightStride *= rightLength;
        }

        if (_axes == 0)
        {
            Append(1, 0, 0, ref _axes);
        }
    }

    /// <summary>Gets the shape of the result.</summary>
    public Shape Output { get; }

    /// <summary>Gets how many elements of the result a run has.</summary>
    public readonly int RunLength => _length[0];

    /// <summary>Gets whether the left operand stays at one element during a run.</summary>
    public readonly bool LeftStays => _leftStride[0] == 0;

    /// <summary>Gets whether the right operand stays at one element during a run.</summary>
    public readonly bool RightStays => _rightStride[0] == 0;

    /// <summary>Gives where the next run begins in each of the three.</summary>
    /// <returns>Whether there is another run.</returns>
    public bool Next(out int left, out int right, out int output)
    {
        left = _left;
        right = _right;
        output = _done;
        if (_done >= Output.Length)
        {
            return false;
        }

        _done += RunLength;
        for (int axis = 1; axis < _axes; axis++)
        {
            _left += _leftStride[axis];
            _right += _rightStride[axis];
            if (++_position[axis] < _length[axis])
            {
                break;
            }

            _position[axis] = 0;
            _left -= _leftStride[axis] * _length[axis];
            _right -= _rightStride[axis] * _length[axis];
        }

        return true;
    }

    private static Shape OutputOf(Shape left, Shape right)
    {
        if (left == right)
        {
            return left;
        }

        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> axes = stackalloc int[rank];
        for (int back = 1; back <= rank; back++)
        {
            int leftLength = back <= left.Rank ? left[-back] : 1;
            int rightLength = back <= right.Rank ? right[-back] : 1;
            if (leftLength != rightLength && leftLength != 1 && rightLength != 1)
            {
                throw new ArgumentException(
                    $"The shapes {left} and {right} do not fit together: axis {-back} has the lengths {leftLength} and {rightLength}; they must be equal or one of them 1.",
                    nameof(right));
            }

            axes[^back] = leftLength == 1 ? rightLength : leftLength;
        }

        return new Shape(axes);
    }

    private void Append(int length, int leftStride, int rightStride, ref int axes)
    {
        int last = axes - 1;
        if (last >= 0
            && leftStride == _leftStride[last] * _length[last]
            && rightStride == _rightStride[last] * _length[last])
        {
            _length[last] *= length;
            return;
        }

        _length[axes] = length;
        _leftStride[axes] = leftStride;
        _rightStride[axes] = rightStride;
        axes++;
    }

    [InlineArray(Shape.MaximumRank)]
    private struct Lengths
    {
        private int _first;
    }
}
