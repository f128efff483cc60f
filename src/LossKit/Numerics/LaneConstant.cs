using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>A parameter of a kernel, rounded to both element types when the kernel is made.</summary>
/// <remarks>
/// <c>TLane.Create</c> of a number that is not known at compile time converts it. The JIT moves that out of the loop only while the
/// loop is short; inside, each conversion waits for whatever its register held before and so ties the steps of the loop together.
/// </remarks>
/// <param name="value">The number.</param>
internal readonly struct LaneConstant(double value)
{
    private readonly double _double = value;
    private readonly float _single = (float)value;

    /// <summary>Gives a lane with every element equal to the number.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <returns>The lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Spread<TLane>()
        where TLane : struct, ILane<TLane> => TLane.Create(TLane.IsDouble ? _double : _single);
}
