using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit;

/// <summary>A lane of 128 bits: 4 floats or 2 doubles.</summary>
/// <remarks>
/// Registers become lanes and lanes registers by bit casts, not by a constructor and properties: those would be inlined too, but
/// each counts against what the JIT is willing to inline into one loop, and a kernel has hundreds of operations.
/// </remarks>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>; its tests fold at compile time.</typeparam>
internal readonly struct Lane128<T> : ILaneMemory<Lane128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
#pragma warning disable CS0649 // Written by bit casts only.
    private readonly Vector128<T> _value;
#pragma warning restore CS0649

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
    public static bool ScalesInOneStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    public static Lane128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lane128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Create(double value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lane128<T>>(Vector128.Create((float)value))
        : Unsafe.BitCast<Vector128<double>, Lane128<T>>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Larger(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.MaxNative(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane128<T> Load(T* source, nint offset) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Load(source + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination, nint offset) => Vector128.Store(_value, destination + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void AddTo(double* totals)
    {
        if (typeof(T) == typeof(double))
        {
            Vector128.Store(Vector128.Load(totals) + _value.AsDouble(), totals);
            return;
        }

        var (lower, upper) = Vector128.Widen(_value.AsSingle());
        Vector128.Store(Vector128.Load(totals) + lower, totals);
        totals += Vector128<double>.Count;
        Vector128.Store(Vector128.Load(totals) + upper, totals);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> value) => Unsafe.BitCast<Vector128<T>, Lane128<T>>(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator &(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator |(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ^(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ~(Lane128<T> value) => Unsafe.BitCast<Vector128<T>, Lane128<T>>(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.GreaterThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <=(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >=(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.GreaterThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AreEqual(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> IsNaN(Lane128<T> value) => Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.IsNaN(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> ifTrue, Lane128<T> ifFalse) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectLess(Lane128<T> left, Lane128<T> right, Lane128<T> ifLess, Lane128<T> otherwise) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(
            Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), ifLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectEqual(Lane128<T> left, Lane128<T> right, Lane128<T> ifEqual, Lane128<T> otherwise) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(
            Vector128.ConditionalSelect(Vector128.Equals(left._value, right._value), ifEqual._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> left, Lane128<T> right, Lane128<T> addend) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lane128<T>>(
            Vector128.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lane128<T>>(
            Vector128.FusedMultiplyAdd(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> NegatedMultiplyAdd(Lane128<T> left, Lane128<T> right, Lane128<T> addend)
    {
        if (Fma.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Unsafe.BitCast<Vector128<float>, Lane128<T>>(
                    Fma.MultiplyAddNegated(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()))
                : Unsafe.BitCast<Vector128<double>, Lane128<T>>(
                    Fma.MultiplyAddNegated(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()));
        }

        return MultiplyAdd(-left, right, addend);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> value) => Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> value) => Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> left, Lane128<T> right) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.Max(left._value, right._value));

    /// <inheritdoc/>
    // The processor's own minimum gives its second operand where either is NaN, hence the order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Clamp(Lane128<T> value, Lane128<T> low, Lane128<T> high) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.MinNative(high._value, Vector128.MaxNative(low._value, value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtLeast(Lane128<T> value, Lane128<T> low) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.MaxNative(low._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtMost(Lane128<T> value, Lane128<T> high) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.MinNative(high._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lane128<T>>(Vector128.Round(value._value.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lane128<T>>(Vector128.Round(value._value.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> CopySign(Lane128<T> magnitude, Lane128<T> sign) =>
        Unsafe.BitCast<Vector128<T>, Lane128<T>>(Vector128.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> PowerOfTwo(Lane128<T> exponent) => typeof(T) == typeof(float)
        ? PowerOfSum(Unsafe.BitCast<Vector128<float>, Lane128<T>>(exponent._value.AsSingle() + Vector128.Create(LaneFormat.SinglePowerOffset)))
        : PowerOfSum(Unsafe.BitCast<Vector128<double>, Lane128<T>>(exponent._value.AsDouble() + Vector128.Create(LaneFormat.DoublePowerOffset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> PowerOfSum(Lane128<T> sum) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<uint>, Lane128<T>>(sum._value.AsUInt32() << LaneFormat.SingleMantissaBits)
        : Unsafe.BitCast<Vector128<ulong>, Lane128<T>>(sum._value.AsUInt64() << LaneFormat.DoubleMantissaBits);

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
            var shifted = value._value.AsSingle().AsUInt32() + Vector128.Create(LaneFormat.SingleSplitOffset);
            var biased = (shifted >> LaneFormat.SingleMantissaBits) | Vector128.Create(LaneFormat.SingleIntegerBits);
            exponent = Unsafe.BitCast<Vector128<float>, Lane128<T>>(biased.AsSingle() - Vector128.Create(LaneFormat.SingleIntegerOffset));
            return Unsafe.BitCast<Vector128<float>, Lane128<T>>(((shifted & Vector128.Create(LaneFormat.SingleMantissaMask))
                + Vector128.Create(LaneFormat.SingleLowestMantissa)).AsSingle());
        }
        else
        {
            var shifted = value._value.AsDouble().AsUInt64() + Vector128.Create(LaneFormat.DoubleSplitOffset);
            var biased = (shifted >> LaneFormat.DoubleMantissaBits) | Vector128.Create(LaneFormat.DoubleIntegerBits);
            exponent = Unsafe.BitCast<Vector128<double>, Lane128<T>>(biased.AsDouble() - Vector128.Create(LaneFormat.DoubleIntegerOffset));
            return Unsafe.BitCast<Vector128<double>, Lane128<T>>(((shifted & Vector128.Create(LaneFormat.DoubleMantissaMask))
                + Vector128.Create(LaneFormat.DoubleLowestMantissa)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128<T> mask) => mask._value.AsUInt64() != Vector128<ulong>.Zero;
}
