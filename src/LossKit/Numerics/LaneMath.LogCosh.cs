using System.Runtime.CompilerServices;

namespace LossKit;

/// <content>
/// ln cosh: x²·(½ + x²·p(x²)) below 0.75, p of degree 4 for float (relative error 7.5e-9) and 11 for double (9.3e-18); above,
/// |x| − ln 2 + ln(1 + t) with t = e^−2|x|, whose terms are then all positive, and ln(1 + t) = t + t²·l(t), l of degree 4 for float (2.5e-9)
/// and 10 for double (8.4e-18).
/// </content>
public static partial class LaneMath
{
    /// <summary>
    /// ln(cosh(x)), which neither overflows nor loses digits near 0: x²/2 there, subnormal where that is. Error at most 2 ulp.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>The logarithms of their hyperbolic cosines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LogCosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        LogCoshOfDecline(x, DoubledDecline(x), out var value, out _);
        return value;
    }

    /// <summary>e^−2|x| − 1, which is what the functions below have in common. Error at most 1 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>The powers of e less 1, in [−1, 0].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane DoubledDecline<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // Beyond the limit the power does not count beside the 1; where it counts, what ln 2 is rounded by does not.
        var limited = TLane.AtLeast(TLane.Create(-2) * TLane.Abs(x), Constant<TLane>(-40, -80));
        var offset = Constant<TLane>(LaneFormat.SinglePowerOffset, LaneFormat.DoublePowerOffset);
        var sum = TLane.MultiplyAdd(limited, TLane.Create(Log2OfE), offset);
        var power = TLane.PowerOfSum(sum);
        var r = TLane.MultiplyAdd(sum - offset, Constant<TLane>(-Ln2HighSingle, -Ln2HighDouble), limited);
        var r2 = r * r;
        var tail = TLane.IsDouble ? ExpTail(r, r2) : ShortExpTail(r);
        return TLane.MultiplyAdd(power, TLane.MultiplyAdd(r2, tail, r), power - TLane.One);
    }

    /// <summary>
    /// ln(cosh(x)) and its derivative tanh(x) = (1 − t)/(1 + t), t = e^−2|x|, which does not cancel because t − 1 is given. What is not used
    /// costs nothing. Errors at most 2 ulp, of the derivative 2.5.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="decline">What <see cref="DoubledDecline"/> gives for them.</param>
    /// <param name="value">Receives ln(cosh(x)).</param>
    /// <param name="slope">Receives tanh(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LogCoshOfDecline<TLane>(TLane x, TLane decline, out TLane value, out TLane slope)
        where TLane : struct, ILane<TLane>
    {
        slope = TLane.CopySign(decline / (TLane.Create(2) + decline), x);
        var magnitude = TLane.Abs(x);
        var t = TLane.One + decline;
        var large = magnitude - Constant<TLane>(Ln2HighSingle, Ln2HighDouble) + LogOfSmallSum(t);

        // Not z · (…): where the result is subnormal, z would have been rounded there already.
        var z = magnitude * magnitude;
        var small = magnitude * TLane.MultiplyAdd(z, LogCoshTail(z), TLane.Create(0.5)) * magnitude;
        value = TLane.SelectLess(magnitude, TLane.Create(0.75), small, large);
    }

    /// <summary>1/cosh²(x) = 4t/(1 + t)² with t = e^−2|x|, which keeps its relative accuracy where 1 − tanh² cancels. Error at most 4 ulp.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>The squares of the hyperbolic secant.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SechSquared<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var t = Decay(TLane.Create(-2) * TLane.Abs(x));
        var quotient = t / (TLane.One + t);
        return TLane.Create(4) * quotient * (TLane.One - quotient);
    }

    /// <summary>ln(1 + t) for t up to e^−1.5, less what the first part of ln 2 lacks where that can be seen: in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogOfSmallSum<TLane>(TLane t)
        where TLane : struct, ILane<TLane>
    {
        var t2 = t * t;
        return TLane.IsDouble
            ? TLane.MultiplyAdd(
                t2,
                Polynomial(
                    t, t2, -0.49999999999955436, 0.33333333326708586, -0.24999999600917472, 0.1999998680497618, -0.16666395650980834,
                    0.14282030340785057, -0.12465747263031574, 0.10890345099216604, -0.09016144112251952, 0.06111475738282967,
                    -0.023819276785812415),
                t) - TLane.Create(Ln2LowDouble)
            : TLane.MultiplyAdd(t2, Polynomial(t, -0.4999961, 0.33317053, -0.24744892, 0.18058398, -0.09113477), t);
    }

    /// <summary>(ln(cosh(x))/x² − ½)/x² of z = x², x below 0.75.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogCoshTail<TLane>(TLane z)
        where TLane : struct, ILane<TLane> => TLane.IsDouble
        ? Polynomial(
            z, z * z, -0.08333333333333291, 0.02222222222217148, -0.00674603174386449, 0.002186948807089977, -0.0007386023737513232,
            0.00025657583780373355, -9.096401286206109e-05, 3.2683726523265294e-05, -1.1708567302122068e-05, 3.959828258052368e-06,
            -1.0920709477642233e-06, 1.7255105064582164e-07)
        : Polynomial(z, -0.083333135, 0.02221705, -0.0067021484, 0.002020385, -0.00043378948);
}
