using System.Numerics;

namespace LossKit.Tests;

/// <summary>Every operation of a lane against the scalar arithmetic of the runtime, on pairs of special and ordinary values.</summary>
public sealed class LaneOperationTests
{
    private static readonly double[] Values =
    [
        0.0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, 3.25, -7.75, 1e-45, -1e-45, 1e-310, 1.1754943508222875e-38, 3.4028234663852886e38, 1e300,
        double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.7071067811865475, 0.7071067811865476,
        8388609, 1e10,
    ];

    [Fact]
    public void Single_lanes_agree_with_scalar_arithmetic() => CheckAll(Array.ConvertAll(Values, value => (float)value));

    [Fact]
    public void Double_lanes_agree_with_scalar_arithmetic() => CheckAll(Values);

    [Fact]
    public void Scaling_by_powers_of_two_rounds_once()
    {
        // Math.ScaleB is the exact reference: subnormal results, both ends, and a value whose two roundings would differ.
        double[] values = [1, -1.9999999999999998, 0.75, 1.0000000000000002, 1.5000000000000004, 2];
        int[] exponents = [0, 1, -1, 1023, -1022, -1060, -1074, -1075, -1080, 1024, 1030];
        int[] singleExponents = [0, 1, -1, 127, -126, -140, -149, -150, -152, 128, 130];
        foreach (var width in LaneRunner.Widths)
        {
            foreach (var value in values)
            {
                Assert.Equal(
                    exponents.Select(n => Math.ScaleB(value, n)),
                    LaneRunner.Map<Scale, double>(Repeat(value, exponents), Array.ConvertAll(exponents, n => (double)n), width));
                Assert.Equal(
                    singleExponents.Select(n => MathF.ScaleB((float)value, n)),
                    LaneRunner.Map<Scale, float>(
                        Repeat((float)value, singleExponents), Array.ConvertAll(singleExponents, n => (float)n), width));
            }
        }
    }

    [Fact]
    public void Splitting_gives_mantissa_and_exponent_around_the_root_of_one_half()
    {
        double[] values =
        [
            1, 0.70710678118654757, 0.7071067811865474, 1.4142135623730951, 1.4142135623730949, 1e30, 3e-30, 1.1754943508222875e-38,
        ];
        foreach (var width in LaneRunner.Widths)
        {
            Split(values, width);
            Split(Array.ConvertAll(values, value => (float)value), width);
        }

        static void Split<T>(T[] x, LaneWidth width)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var mantissas = LaneRunner.Map<SplitMantissa, T>(x, x, width);
            var exponents = LaneRunner.Map<SplitExponent, T>(x, x, width);
            for (var i = 0; i < x.Length; i++)
            {
                Assert.Equal(x[i], T.ScaleB(mantissas[i], int.CreateChecked(exponents[i])));
                Assert.InRange(double.CreateChecked(mantissas[i]), 0.70710676, 1.4142135623730951);
            }
        }
    }

    private static T[] Repeat<T>(T value, int[] like) => [.. like.Select(_ => value)];

    private static void CheckAll<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = values.SelectMany(_ => values).ToArray();
        var y = values.SelectMany(value => values.Select(_ => value)).ToArray();
        var half = T.CreateChecked(0.5);
        Check<Add, T>(x, y, (a, b) => a + b);
        Check<Subtract, T>(x, y, (a, b) => a - b);
        Check<Multiply, T>(x, y, (a, b) => a * b);
        Check<Divide, T>(x, y, (a, b) => a / b);
        Check<Negate, T>(x, y, (a, _) => -a);
        Check<Less, T>(x, y, (a, b) => a < b ? T.One : T.Zero);
        Check<Greater, T>(x, y, (a, b) => a > b ? T.One : T.Zero);
        Check<AtMost, T>(x, y, (a, b) => a <= b ? T.One : T.Zero);
        Check<AtLeast, T>(x, y, (a, b) => a >= b ? T.One : T.Zero);
        Check<NotEqual, T>(x, y, (a, b) => a == b ? T.Zero : T.One);
        Check<EitherIsNaN, T>(x, y, (a, b) => (T.IsNaN(a) || T.IsNaN(b)) && !(T.IsNaN(a) && T.IsNaN(b)) ? T.One : T.Zero);
        Check<SelectSmaller, T>(x, y, (a, b) => a < b ? a : b);
        Check<MultiplyAdd, T>(x, y, (a, b) => T.FusedMultiplyAdd(a, b, -(a * b)));
        Check<Abs, T>(x, y, (a, _) => T.Abs(a));
        Check<Sqrt, T>(x, y, (a, _) => T.Sqrt(a));
        Check<Min, T>(x, y, T.Min);
        Check<Max, T>(x, y, T.Max);
        Check<Clamp, T>(x, y, (a, _) => a < -half ? -half : a > half ? half : a);
        Check<Round, T>(x, y, (a, _) => T.Round(a, MidpointRounding.ToEven));
        Check<CopySign, T>(x, y, T.CopySign);
        Check<AnyOfNoneAndAll, T>(x, y, (_, _) => T.One);
    }

    /// <summary>Bits are compared, so that +0 and −0 differ; any NaN equals any other.</summary>
    private static void Check<TFunction, T>(T[] x, T[] y, Func<T, T, T> expected)
        where TFunction : struct, ILaneFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var width in LaneRunner.Widths)
        {
            var actual = LaneRunner.Map<TFunction, T>(x, y, width);
            for (var i = 0; i < x.Length; i++)
            {
                var wanted = expected(x[i], y[i]);
                var agrees = (T.IsNaN(wanted) && T.IsNaN(actual[i]))
                    || (wanted == actual[i] && T.IsNegative(wanted) == T.IsNegative(actual[i]));
                Assert.True(
                    agrees, $"{typeof(TFunction).Name} at {width} of {x[i]} and {y[i]} is {actual[i]}; scalar arithmetic gives {wanted}.");
            }
        }
    }

    private readonly struct Add : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => x + y;
    }

    private readonly struct Subtract : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => x - y;
    }

    private readonly struct Multiply : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => x * y;
    }

    private readonly struct Divide : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => x / y;
    }

    private readonly struct Negate : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => -x;
    }

    private readonly struct Less : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (x < y) & TLane.One;
    }

    private readonly struct Greater : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (x > y) & TLane.One;
    }

    private readonly struct AtMost : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (x <= y) & TLane.One;
    }

    private readonly struct AtLeast : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (x >= y) & TLane.One;
    }

    private readonly struct NotEqual : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => ~TLane.AreEqual(x, y) & TLane.One;
    }

    private readonly struct EitherIsNaN : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => (TLane.IsNaN(x) ^ TLane.IsNaN(y)) & TLane.One;
    }

    private readonly struct SelectSmaller : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Select(x < y, x, y);
    }

    private readonly struct MultiplyAdd : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(x, y, -(x * y));
    }

    private readonly struct Abs : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Abs(x);
    }

    private readonly struct Sqrt : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Sqrt(x);
    }

    private readonly struct Min : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Min(x, y);
    }

    private readonly struct Max : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Max(x, y);
    }

    private readonly struct Clamp : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Clamp(x, TLane.Create(-0.5), TLane.Create(0.5));
    }

    private readonly struct Round : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Round(x);
    }

    private readonly struct CopySign : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.CopySign(x, y);
    }

    private readonly struct AnyOfNoneAndAll : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> =>
            TLane.Any(TLane.Zero) || !TLane.Any(TLane.AreEqual(TLane.Zero, -TLane.Zero)) ? TLane.Zero : TLane.One;
    }

    private readonly struct Scale : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Scale(x, y);
    }

    private readonly struct SplitMantissa : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => TLane.Split(x, out _);
    }

    private readonly struct SplitExponent : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane>
        {
            _ = TLane.Split(x, out var exponent);
            return exponent;
        }
    }
}
