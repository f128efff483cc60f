using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>
/// Four lanes that are worked on in step: each operation on all of them before the next, so that none waits for the result of the one before it
/// in a chain as long as that of an exponential.
/// </summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <param name="a">The first lane.</param>
/// <param name="b">The second.</param>
/// <param name="c">The third.</param>
/// <param name="d">The fourth.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct LaneQuad<TLane>(TLane a, TLane b, TLane c, TLane d) : ILane<LaneQuad<TLane>>
    where TLane : struct, ILane<TLane>
{
    /// <summary>The first lane.</summary>
    public readonly TLane A = a;

    /// <summary>The second lane.</summary>
    public readonly TLane B = b;

    /// <summary>The third lane.</summary>
    public readonly TLane C = c;

    /// <summary>The fourth lane.</summary>
    public readonly TLane D = d;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TLane.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.IsDouble;
    }

    /// <inheritdoc/>
    public static bool ScalesInOneStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.ScalesInOneStep;
    }

    /// <inheritdoc/>
    public static LaneQuad<TLane> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => All(TLane.Zero);
    }

    /// <inheritdoc/>
    public static LaneQuad<TLane> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => All(TLane.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Create(double value) =>
        All(TLane.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator +(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A + right.A, left.B + right.B, left.C + right.C, left.D + right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator -(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A - right.A, left.B - right.B, left.C - right.C, left.D - right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator *(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A * right.A, left.B * right.B, left.C * right.C, left.D * right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator /(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A / right.A, left.B / right.B, left.C / right.C, left.D / right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator &(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A & right.A, left.B & right.B, left.C & right.C, left.D & right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator |(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator ^(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A ^ right.A, left.B ^ right.B, left.C ^ right.C, left.D ^ right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator <(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A < right.A, left.B < right.B, left.C < right.C, left.D < right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator >(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A > right.A, left.B > right.B, left.C > right.C, left.D > right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator <=(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A <= right.A, left.B <= right.B, left.C <= right.C, left.D <= right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator >=(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(left.A >= right.A, left.B >= right.B, left.C >= right.C, left.D >= right.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator -(LaneQuad<TLane> value) =>
        new(-value.A, -value.B, -value.C, -value.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> operator ~(LaneQuad<TLane> value) =>
        new(~value.A, ~value.B, ~value.C, ~value.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> AreEqual(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(TLane.AreEqual(left.A, right.A), TLane.AreEqual(left.B, right.B), TLane.AreEqual(left.C, right.C), TLane.AreEqual(left.D, right.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Min(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(TLane.Min(left.A, right.A), TLane.Min(left.B, right.B), TLane.Min(left.C, right.C), TLane.Min(left.D, right.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Max(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(TLane.Max(left.A, right.A), TLane.Max(left.B, right.B), TLane.Max(left.C, right.C), TLane.Max(left.D, right.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Larger(LaneQuad<TLane> left, LaneQuad<TLane> right) =>
        new(TLane.Larger(left.A, right.A), TLane.Larger(left.B, right.B), TLane.Larger(left.C, right.C), TLane.Larger(left.D, right.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> IsNaN(LaneQuad<TLane> value) =>
        new(TLane.IsNaN(value.A), TLane.IsNaN(value.B), TLane.IsNaN(value.C), TLane.IsNaN(value.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Abs(LaneQuad<TLane> value) =>
        new(TLane.Abs(value.A), TLane.Abs(value.B), TLane.Abs(value.C), TLane.Abs(value.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Sqrt(LaneQuad<TLane> value) =>
        new(TLane.Sqrt(value.A), TLane.Sqrt(value.B), TLane.Sqrt(value.C), TLane.Sqrt(value.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Round(LaneQuad<TLane> value) =>
        new(TLane.Round(value.A), TLane.Round(value.B), TLane.Round(value.C), TLane.Round(value.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Select(LaneQuad<TLane> mask, LaneQuad<TLane> ifTrue, LaneQuad<TLane> ifFalse) =>
        new(
            TLane.Select(mask.A, ifTrue.A, ifFalse.A),
            TLane.Select(mask.B, ifTrue.B, ifFalse.B),
            TLane.Select(mask.C, ifTrue.C, ifFalse.C),
            TLane.Select(mask.D, ifTrue.D, ifFalse.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> SelectLess(LaneQuad<TLane> left, LaneQuad<TLane> right, LaneQuad<TLane> ifLess, LaneQuad<TLane> otherwise) =>
        new(
            TLane.SelectLess(left.A, right.A, ifLess.A, otherwise.A),
            TLane.SelectLess(left.B, right.B, ifLess.B, otherwise.B),
            TLane.SelectLess(left.C, right.C, ifLess.C, otherwise.C),
            TLane.SelectLess(left.D, right.D, ifLess.D, otherwise.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> SelectEqual(LaneQuad<TLane> left, LaneQuad<TLane> right, LaneQuad<TLane> ifEqual, LaneQuad<TLane> otherwise) =>
        new(
            TLane.SelectEqual(left.A, right.A, ifEqual.A, otherwise.A),
            TLane.SelectEqual(left.B, right.B, ifEqual.B, otherwise.B),
            TLane.SelectEqual(left.C, right.C, ifEqual.C, otherwise.C),
            TLane.SelectEqual(left.D, right.D, ifEqual.D, otherwise.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> MultiplyAdd(LaneQuad<TLane> left, LaneQuad<TLane> right, LaneQuad<TLane> addend) =>
        new(
            TLane.MultiplyAdd(left.A, right.A, addend.A),
            TLane.MultiplyAdd(left.B, right.B, addend.B),
            TLane.MultiplyAdd(left.C, right.C, addend.C),
            TLane.MultiplyAdd(left.D, right.D, addend.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> NegatedMultiplyAdd(LaneQuad<TLane> left, LaneQuad<TLane> right, LaneQuad<TLane> addend) =>
        new(
            TLane.NegatedMultiplyAdd(left.A, right.A, addend.A),
            TLane.NegatedMultiplyAdd(left.B, right.B, addend.B),
            TLane.NegatedMultiplyAdd(left.C, right.C, addend.C),
            TLane.NegatedMultiplyAdd(left.D, right.D, addend.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> AtLeast(LaneQuad<TLane> value, LaneQuad<TLane> low) =>
        new(
            TLane.AtLeast(value.A, low.A),
            TLane.AtLeast(value.B, low.B),
            TLane.AtLeast(value.C, low.C),
            TLane.AtLeast(value.D, low.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> AtMost(LaneQuad<TLane> value, LaneQuad<TLane> high) =>
        new(
            TLane.AtMost(value.A, high.A),
            TLane.AtMost(value.B, high.B),
            TLane.AtMost(value.C, high.C),
            TLane.AtMost(value.D, high.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Clamp(LaneQuad<TLane> value, LaneQuad<TLane> low, LaneQuad<TLane> high) =>
        new(
            TLane.Clamp(value.A, low.A, high.A),
            TLane.Clamp(value.B, low.B, high.B),
            TLane.Clamp(value.C, low.C, high.C),
            TLane.Clamp(value.D, low.D, high.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> CopySign(LaneQuad<TLane> magnitude, LaneQuad<TLane> sign) =>
        new(
            TLane.CopySign(magnitude.A, sign.A),
            TLane.CopySign(magnitude.B, sign.B),
            TLane.CopySign(magnitude.C, sign.C),
            TLane.CopySign(magnitude.D, sign.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> PowerOfTwo(LaneQuad<TLane> exponent) =>
        new(TLane.PowerOfTwo(exponent.A), TLane.PowerOfTwo(exponent.B), TLane.PowerOfTwo(exponent.C), TLane.PowerOfTwo(exponent.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> PowerOfSum(LaneQuad<TLane> sum) =>
        new(
            TLane.PowerOfSum(sum.A),
            TLane.PowerOfSum(sum.B),
            TLane.PowerOfSum(sum.C),
            TLane.PowerOfSum(sum.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Scale(LaneQuad<TLane> value, LaneQuad<TLane> exponent) =>
        new(TLane.Scale(value.A, exponent.A), TLane.Scale(value.B, exponent.B), TLane.Scale(value.C, exponent.C), TLane.Scale(value.D, exponent.D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneQuad<TLane> Split(LaneQuad<TLane> value, out LaneQuad<TLane> exponent)
    {
        LaneQuad<TLane> mantissa = new(
            TLane.Split(value.A, out var a), TLane.Split(value.B, out var b), TLane.Split(value.C, out var c), TLane.Split(value.D, out var d));
        exponent = new(a, b, c, d);
        return mantissa;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LaneQuad<TLane> mask) =>
        TLane.Any(mask.A | mask.B | mask.C | mask.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneQuad<TLane> All(TLane lane) => new(lane, lane, lane, lane);
}
