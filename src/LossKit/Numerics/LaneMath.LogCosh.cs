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
        LogCosh(x, out var value, out _, out _);
        return value;
    }

    /// <summary>
    /// ln(cosh(x)), its derivative tanh(x) and the derivative of that, 1/cosh²(x) = 4t/(1 + t)², which does not cancel far out. They share
    /// one exponential and one division; what is not used costs nothing. Errors at most 2 ulp, of the last 4.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="value">Receives ln(cosh(x)).</param>
    /// <param name="slope">Receives tanh(x).</param>
    /// <param name="curvature">Receives 1/cosh²(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LogCosh<TLane>(TLane x, out TLane value, out TLane slope, out TLane curvature)
        where TLane : struct, ILane<TLane> => LogCoshOfDecay(x, DoubledDecay(x), out value, out slope, out curvature);

    /// <summary>e^−2|x|: the first half of <see cref="LogCosh{TLane}(TLane, out TLane, out TLane, out TLane)"/>.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>The powers of e, in [0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane DoubledDecay<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => Decay(TLane.Create(-2) * TLane.Abs(x));

    /// <summary>The second half.</summary>
    /// <inheritdoc cref="LogCosh{TLane}(TLane, out TLane, out TLane, out TLane)"/>
    /// <param name="x">The arguments.</param>
    /// <param name="t">e^−2|x|.</param>
    /// <param name="value">Receives ln(cosh(x)).</param>
    /// <param name="slope">Receives tanh(x).</param>
    /// <param name="curvature">Receives 1/cosh²(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LogCoshOfDecay<TLane>(TLane x, TLane t, out TLane value, out TLane slope, out TLane curvature)
        where TLane : struct, ILane<TLane>
    {
        var magnitude = TLane.Abs(x);
        var z = magnitude * magnitude;
        var quotient = t / (TLane.One + t);
        slope = TanhOfParts(x, magnitude, z, quotient);
        curvature = TLane.Create(4) * quotient * (TLane.One - quotient);

        var t2 = t * t;
        var logarithmTail = TLane.IsDouble
            ? Polynomial(
                t, t2, -0.49999999999955436, 0.33333333326708586, -0.24999999600917472, 0.1999998680497618, -0.16666395650980834,
                0.14282030340785057, -0.12465747263031574, 0.10890345099216604, -0.09016144112251952, 0.06111475738282967,
                -0.023819276785812415)
            : Polynomial(t, t2, -0.4999961, 0.33317053, -0.24744892, 0.18058398, -0.09113477);
        var logarithm = TLane.MultiplyAdd(t2, logarithmTail, t) - Constant<TLane>(Ln2LowSingle, Ln2LowDouble);
        var large = magnitude - Constant<TLane>(Ln2HighSingle, Ln2HighDouble) + logarithm;

        var tail = TLane.IsDouble
            ? Polynomial(
                z, z * z, -0.08333333333333291, 0.02222222222217148, -0.00674603174386449, 0.002186948807089977, -0.0007386023737513232,
                0.00025657583780373355, -9.096401286206109e-05, 3.2683726523265294e-05, -1.1708567302122068e-05, 3.959828258052368e-06,
                -1.0920709477642233e-06, 1.7255105064582164e-07)
            : Polynomial(z, z * z, -0.083333135, 0.02221705, -0.0067021484, 0.002020385, -0.00043378948);

        // Not z · (…): where the result is subnormal, z would have been rounded there already.
        var small = magnitude * TLane.MultiplyAdd(z, tail, TLane.Create(0.5)) * magnitude;
        value = TLane.SelectLess(magnitude, TLane.Create(0.75), small, large);
    }
}
