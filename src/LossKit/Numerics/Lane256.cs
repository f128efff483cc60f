using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>A lane of 256 bits: 8 floats or 4 doubles.</summary>
/// <remarks>
/// Registers become lanes and lanes registers by bit casts, not by a constructor and properties: those would be inlined too, but
/// each counts against what the JIT is willing to inline into one loop, and a kernel has hundreds of operations.
/// </remarks>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct Lane256<T> : ILaneMemory<Lane256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
#pragma warning disable CS0649 // Written by bit casts only.
    private readonly Vector256<T> _value;
#pragma warning restore CS0649

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
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
    public static Lane256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lane256<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Create(double value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lane256<T>>(Vector256.Create((float)value))
        : Unsafe.BitCast<Vector256<double>, Lane256<T>>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Larger(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.MaxNative(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane256<T> Load(T* source, nint offset) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Load(source + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => Vector256.Store(_value, destination + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void AddTo(double* totals)
    {
        if (typeof(T) == typeof(double))
        {
            Vector256.Store(Vector256.Load(totals) + _value.AsDouble(), totals);
            return;
        }

        var (lower, upper) = Vector256.Widen(_value.AsSingle());
        Vector256.Store(Vector256.Load(totals) + lower, totals);
        totals += Vector256<double>.Count;
        Vector256.Store(Vector256.Load(totals) + upper, totals);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> value) => Unsafe.BitCast<Vector256<T>, Lane256<T>>(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator &(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator |(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ^(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ~(Lane256<T> value) => Unsafe.BitCast<Vector256<T>, Lane256<T>>(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.GreaterThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <=(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >=(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.GreaterThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AreEqual(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IsNaN(Lane256<T> value) => Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Select(Lane256<T> mask, Lane256<T> ifTrue, Lane256<T> ifFalse) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectLess(Lane256<T> left, Lane256<T> right, Lane256<T> ifLess, Lane256<T> otherwise) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(
            Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), ifLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectEqual(Lane256<T> left, Lane256<T> right, Lane256<T> ifEqual, Lane256<T> otherwise) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(
            Vector256.ConditionalSelect(Vector256.Equals(left._value, right._value), ifEqual._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> left, Lane256<T> right, Lane256<T> addend) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lane256<T>>(
            Vector256.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lane256<T>>(
            Vector256.FusedMultiplyAdd(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> NegatedMultiplyAdd(Lane256<T> left, Lane256<T> right, Lane256<T> addend)
    {
        if (Fma.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Unsafe.BitCast<Vector256<float>, Lane256<T>>(
                    Fma.MultiplyAddNegated(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
                : Unsafe.BitCast<Vector256<double>, Lane256<T>>(
                    Fma.MultiplyAddNegated(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));
        }

        return MultiplyAdd(-left, right, addend);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> value) => Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> value) => Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> left, Lane256<T> right) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.Max(left._value, right._value));

    /// <inheritdoc/>
    // The processor's own minimum gives its second operand where either is NaN, hence the order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Clamp(Lane256<T> value, Lane256<T> low, Lane256<T> high) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.MinNative(high._value, Vector256.MaxNative(low._value, value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AtLeast(Lane256<T> value, Lane256<T> low) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.MaxNative(low._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AtMost(Lane256<T> value, Lane256<T> high) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.MinNative(high._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lane256<T>>(Vector256.Round(value._value.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lane256<T>>(Vector256.Round(value._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> CopySign(Lane256<T> magnitude, Lane256<T> sign) =>
        Unsafe.BitCast<Vector256<T>, Lane256<T>>(Vector256.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> PowerOfTwo(Lane256<T> exponent) => typeof(T) == typeof(float)
        ? PowerOfSum(Unsafe.BitCast<Vector256<float>, Lane256<T>>(exponent._value.AsSingle() + Vector256.Create(LaneFormat.SinglePowerOffset)))
        : PowerOfSum(Unsafe.BitCast<Vector256<double>, Lane256<T>>(exponent._value.AsDouble() + Vector256.Create(LaneFormat.DoublePowerOffset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> PowerOfSum(Lane256<T> sum) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<uint>, Lane256<T>>(sum._value.AsUInt32() << LaneFormat.SingleMantissaBits)
        : Unsafe.BitCast<Vector256<ulong>, Lane256<T>>(sum._value.AsUInt64() << LaneFormat.DoubleMantissaBits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Scale(Lane256<T> value, Lane256<T> exponent) =>
        LaneFormat.ScaleInTwoSteps(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Split(Lane256<T> value, out Lane256<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            var shifted = value._value.AsSingle().AsUInt32() + Vector256.Create(LaneFormat.SingleSplitOffset);
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | Vector256.Create(LaneFormat.SingleIntegerBits);
            exponent = Unsafe.BitCast<Vector256<float>, Lane256<T>>(biased.AsSingle() - Vector256.Create(LaneFormat.SingleIntegerOffset));
            return Unsafe.BitCast<Vector256<float>, Lane256<T>>(((shifted & Vector256.Create(LaneFormat.SingleMantissaMask))
                + Vector256.Create(LaneFormat.SingleLowestMantissa)).AsSingle());
        }
        else
        {
            var shifted = value._value.AsDouble().AsUInt64() + Vector256.Create(LaneFormat.DoubleSplitOffset);
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | Vector256.Create(LaneFormat.DoubleIntegerBits);
            exponent = Unsafe.BitCast<Vector256<double>, Lane256<T>>(biased.AsDouble() - Vector256.Create(LaneFormat.DoubleIntegerOffset));
            return Unsafe.BitCast<Vector256<double>, Lane256<T>>(((shifted & Vector256.Create(LaneFormat.DoubleMantissaMask))
                + Vector256.Create(LaneFormat.DoubleLowestMantissa)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256<T> mask) => mask._value.AsUInt64() != Vector256<ulong>.Zero;
}
