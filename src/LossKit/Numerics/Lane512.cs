using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>A lane of 512 bits: 16 floats or 8 doubles.</summary>
/// <remarks>
/// Registers become lanes and lanes registers by bit casts, not by a constructor and properties: those would be inlined too, but
/// each counts against what the JIT is willing to inline into one loop, and a kernel has hundreds of operations.
/// </remarks>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct Lane512<T> : ILaneMemory<Lane512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
#pragma warning disable CS0649 // Written by bit casts only.
    private readonly Vector512<T> _value;
#pragma warning restore CS0649

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
    public static bool ScalesInOneStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <inheritdoc/>
    public static Lane512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lane512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Create(double value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lane512<T>>(Vector512.Create((float)value))
        : Unsafe.BitCast<Vector512<double>, Lane512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Larger(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.MaxNative(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane512<T> Load(T* source, nint offset) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Load(source + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => Vector512.Store(_value, destination + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void AddTo(double* totals)
    {
        if (typeof(T) == typeof(double))
        {
            Vector512.Store(Vector512.Load(totals) + _value.AsDouble(), totals);
            return;
        }

        var (lower, upper) = Vector512.Widen(_value.AsSingle());
        Vector512.Store(Vector512.Load(totals) + lower, totals);
        totals += Vector512<double>.Count;
        Vector512.Store(Vector512.Load(totals) + upper, totals);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> value) => Unsafe.BitCast<Vector512<T>, Lane512<T>>(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator &(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator |(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ^(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ~(Lane512<T> value) => Unsafe.BitCast<Vector512<T>, Lane512<T>>(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.GreaterThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <=(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >=(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.GreaterThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AreEqual(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IsNaN(Lane512<T> value) => Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> ifTrue, Lane512<T> ifFalse) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectLess(Lane512<T> left, Lane512<T> right, Lane512<T> ifLess, Lane512<T> otherwise) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(
            Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), ifLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectEqual(Lane512<T> left, Lane512<T> right, Lane512<T> ifEqual, Lane512<T> otherwise) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(
            Vector512.ConditionalSelect(Vector512.Equals(left._value, right._value), ifEqual._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> left, Lane512<T> right, Lane512<T> addend) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lane512<T>>(
            Vector512.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lane512<T>>(
            Vector512.FusedMultiplyAdd(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> NegatedMultiplyAdd(Lane512<T> left, Lane512<T> right, Lane512<T> addend)
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Unsafe.BitCast<Vector512<float>, Lane512<T>>(
                    Avx512F.FusedMultiplyAddNegated(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
                : Unsafe.BitCast<Vector512<double>, Lane512<T>>(
                    Avx512F.FusedMultiplyAddNegated(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));
        }

        return MultiplyAdd(-left, right, addend);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> value) => Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> value) => Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> left, Lane512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    // The processor's own minimum gives its second operand where either is NaN, hence the order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Clamp(Lane512<T> value, Lane512<T> low, Lane512<T> high) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.MinNative(high._value, Vector512.MaxNative(low._value, value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtLeast(Lane512<T> value, Lane512<T> low) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.MaxNative(low._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtMost(Lane512<T> value, Lane512<T> high) =>
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(Vector512.MinNative(high._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lane512<T>>(Vector512.Round(value._value.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lane512<T>>(Vector512.Round(value._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> CopySign(Lane512<T> magnitude, Lane512<T> sign) =>
        // Not Vector512.CopySign, which is cut into halves on processors that the runtime denies 512 bits.
        Unsafe.BitCast<Vector512<T>, Lane512<T>>(
            Vector512.ConditionalSelect(Vector512.Create(-T.Zero), sign._value, magnitude._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> PowerOfTwo(Lane512<T> exponent) => typeof(T) == typeof(float)
        ? PowerOfSum(Unsafe.BitCast<Vector512<float>, Lane512<T>>(exponent._value.AsSingle() + Vector512.Create(LaneFormat.SinglePowerOffset)))
        : PowerOfSum(Unsafe.BitCast<Vector512<double>, Lane512<T>>(exponent._value.AsDouble() + Vector512.Create(LaneFormat.DoublePowerOffset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> PowerOfSum(Lane512<T> sum) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<uint>, Lane512<T>>(sum._value.AsUInt32() << LaneFormat.SingleMantissaBits)
        : Unsafe.BitCast<Vector512<ulong>, Lane512<T>>(sum._value.AsUInt64() << LaneFormat.DoubleMantissaBits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> value, Lane512<T> exponent)
    {
        // One instruction with the same single rounding.
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Unsafe.BitCast<Vector512<float>, Lane512<T>>(Avx512F.Scale(value._value.AsSingle(), exponent._value.AsSingle()))
                : Unsafe.BitCast<Vector512<double>, Lane512<T>>(Avx512F.Scale(value._value.AsDouble(), exponent._value.AsDouble()));
        }

        return LaneFormat.ScaleInTwoSteps(value, exponent);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Split(Lane512<T> value, out Lane512<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            var shifted = value._value.AsSingle().AsUInt32() + Vector512.Create(LaneFormat.SingleSplitOffset);
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | Vector512.Create(LaneFormat.SingleIntegerBits);
            exponent = Unsafe.BitCast<Vector512<float>, Lane512<T>>(biased.AsSingle() - Vector512.Create(LaneFormat.SingleIntegerOffset));
            return Unsafe.BitCast<Vector512<float>, Lane512<T>>(((shifted & Vector512.Create(LaneFormat.SingleMantissaMask))
                + Vector512.Create(LaneFormat.SingleLowestMantissa)).AsSingle());
        }
        else
        {
            var shifted = value._value.AsDouble().AsUInt64() + Vector512.Create(LaneFormat.DoubleSplitOffset);
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | Vector512.Create(LaneFormat.DoubleIntegerBits);
            exponent = Unsafe.BitCast<Vector512<double>, Lane512<T>>(biased.AsDouble() - Vector512.Create(LaneFormat.DoubleIntegerOffset));
            return Unsafe.BitCast<Vector512<double>, Lane512<T>>(((shifted & Vector512.Create(LaneFormat.DoubleMantissaMask))
                + Vector512.Create(LaneFormat.DoubleLowestMantissa)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512<T> mask) => mask._value.AsUInt64() != Vector512<ulong>.Zero;
}
