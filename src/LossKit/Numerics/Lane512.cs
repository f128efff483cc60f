using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>A lane of 512 bits: 16 floats or 8 doubles.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct Lane512<T> : ILaneMemory<Lane512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane512(Vector512<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lane512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lane512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Create(double value) => typeof(T) == typeof(float)
        ? FromSingle(Vector512.Create((float)value))
        : FromDouble(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane512<T> Load(T* source, nint offset) => new(Vector512.Load(source + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => Vector512.Store(_value, destination + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> left, Lane512<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> left, Lane512<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> left, Lane512<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> left, Lane512<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator &(Lane512<T> left, Lane512<T> right) => new(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator |(Lane512<T> left, Lane512<T> right) => new(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ^(Lane512<T> left, Lane512<T> right) => new(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ~(Lane512<T> value) => new(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <(Lane512<T> left, Lane512<T> right) => new(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >(Lane512<T> left, Lane512<T> right) => new(Vector512.GreaterThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <=(Lane512<T> left, Lane512<T> right) =>
        new(Vector512.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >=(Lane512<T> left, Lane512<T> right) =>
        new(Vector512.GreaterThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AreEqual(Lane512<T> left, Lane512<T> right) => new(Vector512.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IsNaN(Lane512<T> value) => new(Vector512.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> ifTrue, Lane512<T> ifFalse) =>
        new(Vector512.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> left, Lane512<T> right, Lane512<T> addend) => typeof(T) == typeof(float)
        ? FromSingle(Vector512.FusedMultiplyAdd(left.Single, right.Single, addend.Single))
        : FromDouble(Vector512.FusedMultiplyAdd(left.Double, right.Double, addend.Double));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> left, Lane512<T> right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> left, Lane512<T> right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    // The processor's own minimum gives its second operand where either is NaN, hence the order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Clamp(Lane512<T> value, Lane512<T> low, Lane512<T> high) =>
        new(Vector512.MinNative(high._value, Vector512.MaxNative(low._value, value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> value) => typeof(T) == typeof(float)
        ? FromSingle(Vector512.Round(value.Single))
        : FromDouble(Vector512.Round(value.Double));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> CopySign(Lane512<T> magnitude, Lane512<T> sign) =>
        new(Vector512.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> PowerOfTwo(Lane512<T> exponent) => typeof(T) == typeof(float)
        ? FromSingle(((exponent.Single + Vector512.Create(LaneFormat.SinglePowerOffset)).AsUInt32()
            << LaneFormat.SingleMantissaBits).AsSingle())
        : FromDouble(((exponent.Double + Vector512.Create(LaneFormat.DoublePowerOffset)).AsUInt64()
            << LaneFormat.DoubleMantissaBits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> value, Lane512<T> exponent)
    {
        // One instruction with the same single rounding.
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? FromSingle(Avx512F.Scale(value.Single, exponent.Single))
                : FromDouble(Avx512F.Scale(value.Double, exponent.Double));
        }

        return LaneFormat.ScaleInTwoSteps(value, exponent);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Split(Lane512<T> value, out Lane512<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            var shifted = value.Single.AsUInt32() + Vector512.Create(LaneFormat.SingleSplitOffset);
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | Vector512.Create(LaneFormat.SingleIntegerBits);
            exponent = FromSingle(biased.AsSingle() - Vector512.Create(LaneFormat.SingleIntegerOffset));
            return FromSingle(((shifted & Vector512.Create(LaneFormat.SingleMantissaMask))
                + Vector512.Create(LaneFormat.SingleLowestMantissa)).AsSingle());
        }
        else
        {
            var shifted = value.Double.AsUInt64() + Vector512.Create(LaneFormat.DoubleSplitOffset);
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | Vector512.Create(LaneFormat.DoubleIntegerBits);
            exponent = FromDouble(biased.AsDouble() - Vector512.Create(LaneFormat.DoubleIntegerOffset));
            return FromDouble(((shifted & Vector512.Create(LaneFormat.DoubleMantissaMask))
                + Vector512.Create(LaneFormat.DoubleLowestMantissa)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512<T> mask) => mask._value.AsUInt64() != Vector512<ulong>.Zero;

    private Vector512<float> Single
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value.AsSingle();
    }

    private Vector512<double> Double
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> FromSingle(Vector512<float> value) => new(value.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> FromDouble(Vector512<double> value) => new(value.As<double, T>());
}
