using System.Runtime.CompilerServices;

namespace LossKit;

/// <summary>
/// The bit layout of the two element types, as the numbers that <c>PowerOfTwo</c> and <c>Split</c> are made of at every width.
/// </summary>
/// <remarks>
/// Adding a number whose last mantissa bit weighs 1 to a small integer n leaves n in the low mantissa bits, which converts
/// between integers and floating point in one addition on every instruction set (AVX2 has no conversion from 64-bit integers).
/// </remarks>
internal static class LaneFormat
{
    /// <summary>The number of stored mantissa bits of a <see cref="float"/>: the exponent field starts above them.</summary>
    public const int SingleMantissaBits = 23;

    /// <summary>1.5 · 2²³ + 127: added to an integer n, its low bits become the biased exponent of 2ⁿ.</summary>
    public const float SinglePowerOffset = 12_582_912f + 127f;

    /// <summary>The bits of the float nearest to √½, the lowest mantissa that <c>Split</c> gives.</summary>
    public const uint SingleLowestMantissa = 0x3F3504F3;

    /// <summary>Moves √½ to the start of the exponent step of 1: added to a number's bits, the exponent field holds e + 127.</summary>
    public const uint SingleSplitOffset = 0x3F800000 - SingleLowestMantissa;

    /// <summary>The mask of the stored mantissa.</summary>
    public const uint SingleMantissaMask = 0x007FFFFF;

    /// <summary>The bits of 2²³: or-ed with a small integer k they are the float 2²³ + k.</summary>
    public const uint SingleIntegerBits = 0x4B000000;

    /// <summary>2²³ + 127: what is taken from 2²³ + (e + 127) to leave e.</summary>
    public const float SingleIntegerOffset = 8_388_608f + 127f;

    /// <summary>The number of stored mantissa bits of a <see cref="double"/>.</summary>
    public const int DoubleMantissaBits = 52;

    /// <summary>1.5 · 2⁵² + 1023: the double counterpart of <see cref="SinglePowerOffset"/>.</summary>
    public const double DoublePowerOffset = 6_755_399_441_055_744.0 + 1023.0;

    /// <summary>The bits of the double nearest to √½.</summary>
    public const ulong DoubleLowestMantissa = 0x3FE6A09E667F3BCD;

    /// <summary>The double counterpart of <see cref="SingleSplitOffset"/>.</summary>
    public const ulong DoubleSplitOffset = 0x3FF0000000000000 - DoubleLowestMantissa;

    /// <summary>The mask of the stored mantissa.</summary>
    public const ulong DoubleMantissaMask = 0x000FFFFFFFFFFFFF;

    /// <summary>The bits of 2⁵².</summary>
    public const ulong DoubleIntegerBits = 0x4330000000000000;

    /// <summary>2⁵² + 1023.</summary>
    public const double DoubleIntegerOffset = 4_503_599_627_370_496.0 + 1023.0;

    /// <summary>
    /// Multiplies by two powers of two whose exponents are halves of n: the first product is exact, so only the second rounds.
    /// </summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="value">Numbers with magnitudes in [½, 2].</param>
    /// <param name="exponent">The integers n.</param>
    /// <returns>value · 2ⁿ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ScaleInTwoSteps<TLane>(TLane value, TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        var half = TLane.Round(exponent * TLane.Create(0.5));
        return value * TLane.PowerOfTwo(half) * TLane.PowerOfTwo(exponent - half);
    }
}
