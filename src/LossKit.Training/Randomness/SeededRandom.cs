using System.Numerics;

namespace LossKit;

/// <summary>
/// A small, documented random number generator: the same seed gives the same numbers on every machine and every version of
/// the runtime, which <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// xoshiro256** 1.0 (Blackman and Vigna, <em>Scrambled Linear Pseudorandom Number Generators</em>, 2021), its four words of state
/// filled by SplitMix64 from the seed as its authors advise. Not for secrets, and not safe for use from several threads at
/// once: give each its own <see cref="Fork(ulong)"/>.
/// </remarks>
public sealed class SeededRandom
{
    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareGaussian = double.NaN;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>; any seed is as good as another, 0 too.</summary>
    /// <param name="seed">The number that names the sequence.</param>
    public SeededRandom(ulong seed)
    {
        _seed = seed;
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Draws 64 random bits.</summary>
    /// <returns>An integer, uniform over all of them.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Draws a number from [0, 1): one of the 2⁵³ evenly spaced ones.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a number from [0, 1): one of the 2²⁴ evenly spaced ones.</summary>
    /// <returns>The number.</returns>
    public float NextFloat() => (NextUInt64() >> 40) * (1f / (1U << 24));

    /// <summary>
    /// Draws an integer from 0 to <paramref name="max"/> − 1, each equally likely (Lemire, <em>Fast Random Integer Generation in an
    /// Interval</em>, 2019).
    /// </summary>
    /// <param name="max">How many integers there are to choose from; at least 1.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is below 1.</exception>
    public int Next(int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var range = (ulong)max;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            // The first (2⁶⁴ mod range) fractions would make some integers likelier: draw again for those.
            var threshold = (0UL - range) % range;
            while (low < threshold) high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>
    /// Draws from the normal distribution with mean 0 and standard deviation 1, by Marsaglia's polar method (1964), which
    /// makes two at a time and keeps the second for the next call.
    /// </summary>
    /// <returns>The number.</returns>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double u, v, square;
        do
        {
            u = 2 * NextDouble() - 1;
            v = 2 * NextDouble() - 1;
            square = u * u + v * v;
        }
        while (square is 0 or >= 1);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareGaussian = v * scale;
        return u * scale;
    }

    /// <summary>Puts the values in a random order, each order equally likely (Fisher and Yates; Durstenfeld's form).</summary>
    /// <param name="values">The values, reordered in place.</param>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>
    /// Gives another generator, which depends on this one's seed and on <paramref name="label"/> alone: not on how many numbers
    /// were drawn here, so that two users of one seed cannot disturb each other.
    /// </summary>
    /// <param name="label">What the fork is for: an index, say of a repeat or an epoch.</param>
    /// <returns>A generator at its start.</returns>
    public SeededRandom Fork(ulong label)
    {
        // Two rounds of mixing, so that neither (seed, label + 1) nor (seed + 1, label) falls on a neighbour's sequence.
        var mixed = label;
        var state = _seed ^ SplitMix64(ref mixed);
        return new SeededRandom(SplitMix64(ref state));
    }

    /// <summary>Gives another generator for what <paramref name="label"/> names; see <see cref="Fork(ulong)"/>.</summary>
    /// <param name="label">What the fork is for, such as <c>split</c> or <c>weights</c>; hashed by 64-bit FNV-1a over its UTF-16 units.</param>
    /// <returns>A generator at its start.</returns>
    public SeededRandom Fork(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var hash = 0xCBF29CE484222325UL;
        foreach (var unit in label) hash = (hash ^ unit) * 0x100000001B3UL;
        return Fork(hash);
    }

    /// <summary>The next output of SplitMix64 (Steele, Lea and Flood, <em>Fast Splittable Pseudorandom Number Generators</em>, 2014).</summary>
    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
