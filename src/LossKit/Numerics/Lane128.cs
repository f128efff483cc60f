using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossKit;

/// <summary>A lane of 128 bits: 4 floats or 2 doubles.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct Lane128<T> : ILaneMemory<Lane128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane128(Vector128<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lane128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lane128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Create(double value) => typeof(T) == typeof(float)
        ? FromSingle(Vector128.Create((float)value))
        : FromDouble(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane128<T> Load(T* source, nint offset) => new(Vector128.Load(source + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => Vector128.Store(_value, destination + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> left, Lane128<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> left, Lane128<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> left, Lane128<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> left, Lane128<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator &(Lane128<T> left, Lane128<T> right) => new(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator |(Lane128<T> left, Lane128<T> right) => new(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ^(Lane128<T> left, Lane128<T> right) => new(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ~(Lane128<T> value) => new(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <(Lane128<T> left, Lane128<T> right) => new(Vector128.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >(Lane128<T> left, Lane128<T> right) => new(Vector128.GreaterThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <=(Lane128<T> left, Lane128<T> right) =>
        new(Vector128.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >=(Lane128<T> left, Lane128<T> right) =>
        new(Vector128.GreaterThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AreEqual(Lane128<T> left, Lane128<T> right) => new(Vector128.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> IsNaN(Lane128<T> value) => new(Vector128.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> ifTrue, Lane128<T> ifFalse) =>
        new(Vector128.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> left, Lane128<T> right, Lane128<T> addend) => typeof(T) == typeof(float)
        ? FromSingle(Vector128.FusedMultiplyAdd(left.Single, right.Single, addend.Single))
        : FromDouble(Vector128.FusedMultiplyAdd(left.Double, right.Double, addend.Double));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> value) => new(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> left, Lane128<T> right) => new(Vector128.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> left, Lane128<T> right) => new(Vector128.Max(left._value, right._value));

    /// <inheritdoc/>
    // The processor's own minimum gives its second operand where either is NaN, hence the order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Clamp(Lane128<T> value, Lane128<T> low, Lane128<T> high) =>
        new(Vector128.MinNative(high._value, Vector128.MaxNative(low._value, value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> value) => typeof(T) == typeof(float)
        ? FromSingle(Vector128.Round(value.Single))
        : FromDouble(Vector128.Round(value.Double));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> CopySign(Lane128<T> magnitude, Lane128<T> sign) =>
        new(Vector128.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> PowerOfTwo(Lane128<T> exponent) => typeof(T) == typeof(float)
        ? FromSingle(((exponent.Single + Vector128.Create(LaneFormat.SinglePowerOffset)).AsUInt32()
            << LaneFormat.SingleMantissaBits).AsSingle())
        : FromDouble(((exponent.Double + Vector128.Create(LaneFormat.DoublePowerOffset)).AsUInt64()
            << LaneFormat.DoubleMantissaBits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Scale(Lane128<T> value, Lane128<T> exponent) =>
        LaneFormat.ScaleInTwoSteps(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Split(Lane128<T> value, out Lane128<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            var shifted = value.Single.AsUInt32() + Vector128.Create(LaneFormat.SingleSplitOffset);
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | Vector128.Create(LaneFormat.SingleIntegerBits);
            exponent = FromSingle(biased.AsSingle() - Vector128.Create(LaneFormat.SingleIntegerOffset));
            return FromSingle(((shifted & Vector128.Create(LaneFormat.SingleMantissaMask))
                + Vector128.Create(LaneFormat.SingleLowestMantissa)).AsSingle());
        }
        else
        {
            var shifted = value.Double.AsUInt64() + Vector128.Create(LaneFormat.DoubleSplitOffset);
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | Vector128.Create(LaneFormat.DoubleIntegerBits);
            exponent = FromDouble(biased.AsDouble() - Vector128.Create(LaneFormat.DoubleIntegerOffset));
            return FromDouble(((shifted & Vector128.Create(LaneFormat.DoubleMantissaMask))
                + Vector128.Create(LaneFormat.DoubleLowestMantissa)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128<T> mask) => mask._value.AsUInt64() != Vector128<ulong>.Zero;

    private Vector128<float> Single
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value.AsSingle();
    }

    private Vector128<double> Double
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<T> FromSingle(Vector128<float> value) => new(value.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<T> FromDouble(Vector128<double> value) => new(value.As<double, T>());
}
