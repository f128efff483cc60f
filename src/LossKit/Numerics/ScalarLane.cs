using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>A lane of one element: the tail of every loop, and the whole loop where the processor offers no registers.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct ScalarLane<T> : ILaneMemory<ScalarLane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarLane(T value) => _value = value;

    /// <summary>Gets the number.</summary>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static bool ScalesInOneStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    public static ScalarLane<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(T.Zero);
    }

    /// <inheritdoc/>
    public static ScalarLane<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(T.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Create(double value) => typeof(T) == typeof(float)
        ? FromSingle((float)value)
        : FromDouble(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Larger(ScalarLane<T> left, ScalarLane<T> right) => left._value > right._value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ScalarLane<T> Load(T* source, nint offset) => new(source[offset]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => destination[offset] = _value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void AddTo(double* totals) => *totals += double.CreateTruncating(_value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator +(ScalarLane<T> left, ScalarLane<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator -(ScalarLane<T> left, ScalarLane<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator *(ScalarLane<T> left, ScalarLane<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator /(ScalarLane<T> left, ScalarLane<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator -(ScalarLane<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator &(ScalarLane<T> left, ScalarLane<T> right) => FromBits(left.Bits & right.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator |(ScalarLane<T> left, ScalarLane<T> right) => FromBits(left.Bits | right.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator ^(ScalarLane<T> left, ScalarLane<T> right) => FromBits(left.Bits ^ right.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator ~(ScalarLane<T> value) => FromBits(~value.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator <(ScalarLane<T> left, ScalarLane<T> right) => Mask(left._value < right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator >(ScalarLane<T> left, ScalarLane<T> right) => Mask(left._value > right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator <=(ScalarLane<T> left, ScalarLane<T> right) => Mask(left._value <= right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator >=(ScalarLane<T> left, ScalarLane<T> right) => Mask(left._value >= right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> AreEqual(ScalarLane<T> left, ScalarLane<T> right) => Mask(left._value == right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> IsNaN(ScalarLane<T> value) => Mask(T.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Select(ScalarLane<T> mask, ScalarLane<T> ifTrue, ScalarLane<T> ifFalse) =>
        FromBits((mask.Bits & ifTrue.Bits) | (~mask.Bits & ifFalse.Bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> SelectLess(ScalarLane<T> left, ScalarLane<T> right, ScalarLane<T> ifLess, ScalarLane<T> otherwise) =>
        left._value < right._value ? ifLess : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> SelectEqual(ScalarLane<T> left, ScalarLane<T> right, ScalarLane<T> ifEqual, ScalarLane<T> otherwise) =>
        left._value == right._value ? ifEqual : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> MultiplyAdd(ScalarLane<T> left, ScalarLane<T> right, ScalarLane<T> addend) =>
        new(T.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> NegatedMultiplyAdd(ScalarLane<T> left, ScalarLane<T> right, ScalarLane<T> addend) =>
        new(T.FusedMultiplyAdd(-left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Abs(ScalarLane<T> value) => new(T.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Sqrt(ScalarLane<T> value) => new(T.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Min(ScalarLane<T> left, ScalarLane<T> right) => new(T.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Max(ScalarLane<T> left, ScalarLane<T> right) => new(T.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Clamp(ScalarLane<T> value, ScalarLane<T> low, ScalarLane<T> high)
    {
        var raised = value._value < low._value ? low._value : value._value;
        return new(raised > high._value ? high._value : raised);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> AtLeast(ScalarLane<T> value, ScalarLane<T> low) => value._value < low._value ? low : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> AtMost(ScalarLane<T> value, ScalarLane<T> high) => value._value > high._value ? high : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Round(ScalarLane<T> value) => new(T.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> CopySign(ScalarLane<T> magnitude, ScalarLane<T> sign) =>
        new(T.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> PowerOfTwo(ScalarLane<T> exponent) => typeof(T) == typeof(float)
        ? PowerOfSum(exponent + FromSingle(LaneFormat.SinglePowerOffset))
        : PowerOfSum(exponent + FromDouble(LaneFormat.DoublePowerOffset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> PowerOfSum(ScalarLane<T> sum) =>
        FromBits(sum.Bits << (typeof(T) == typeof(float) ? LaneFormat.SingleMantissaBits : LaneFormat.DoubleMantissaBits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Scale(ScalarLane<T> value, ScalarLane<T> exponent) =>
        LaneFormat.ScaleInTwoSteps(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Split(ScalarLane<T> value, out ScalarLane<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            var shifted = value.Bits + LaneFormat.SingleSplitOffset;
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | LaneFormat.SingleIntegerBits;
            exponent = FromBits(biased) - FromSingle(LaneFormat.SingleIntegerOffset);
            return FromBits((shifted & LaneFormat.SingleMantissaMask) + LaneFormat.SingleLowestMantissa);
        }
        else
        {
            var shifted = value.Bits + LaneFormat.DoubleSplitOffset;
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | LaneFormat.DoubleIntegerBits;
            exponent = FromBits(biased) - FromDouble(LaneFormat.DoubleIntegerOffset);
            return FromBits((shifted & LaneFormat.DoubleMantissaMask) + LaneFormat.DoubleLowestMantissa);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(ScalarLane<T> mask) => mask.Bits != 0;

    /// <summary>The element's bits; those of a <see cref="float"/> in the lower half.</summary>
    private ulong Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? Unsafe.BitCast<T, uint>(_value) : Unsafe.BitCast<T, ulong>(_value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane<T> FromBits(ulong bits) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<uint, T>((uint)bits))
        : new(Unsafe.BitCast<ulong, T>(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane<T> Mask(bool holds) => FromBits(holds ? ulong.MaxValue : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane<T> FromSingle(float value) => new(Unsafe.BitCast<float, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane<T> FromDouble(double value) => new(Unsafe.BitCast<double, T>(value));
}
