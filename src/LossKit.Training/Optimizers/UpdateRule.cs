using System.Numerics;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>What an optimizer does to a parameter: arithmetic on registers, its numbers as fields.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes some elements of the parameter and what is remembered of each.</summary>
    /// <param name="value">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="first">The first number remembered.</param>
    /// <param name="second">The second number remembered.</param>
    void Apply(ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second);
}

/// <summary>Applies an update rule to a whole parameter.</summary>
internal static class UpdateRule
{
    /// <summary>Runs the rule over all elements.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="values">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="first">The first numbers remembered; empty if the rule needs none.</param>
    /// <param name="second">The second numbers remembered; empty if the rule needs none.</param>
    public static void Run<TRule>(TRule rule, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        RunWhole(
            rule,
            MemoryMarshal.Cast<float, Vector<float>>(values),
            MemoryMarshal.Cast<float, Vector<float>>(gradient),
            MemoryMarshal.Cast<float, Vector<float>>(first),
            MemoryMarshal.Cast<float, Vector<float>>(second));
        int done = values.Length / Vector<float>.Count * Vector<float>.Count;
        if (done == values.Length)
        {
            return;
        }

        // The last elements, too few for a register, are worked on in a padded copy.
        Span<Vector<float>> padded = stackalloc Vector<float>[4];
        padded.Clear();
        Span<float> value = Pad(values[done..], padded[..1]), one = Pad(Rest(first, done), padded[2..3]), two = Pad(Rest(second, done), padded[3..]);
        Pad(gradient[done..], padded[1..2]);
        RunWhole(rule, padded[..1], padded[1..2], padded[2..3], padded[3..]);
        value.CopyTo(values[done..]);
        one.CopyTo(Rest(first, done));
        two.CopyTo(Rest(second, done));
    }

    private static void RunWhole<TRule>(
        TRule rule, Span<Vector<float>> values, ReadOnlySpan<Vector<float>> gradient, Span<Vector<float>> first, Span<Vector<float>> second)
        where TRule : struct, IUpdateRule
    {
        var unused = Vector<float>.Zero;
        for (int i = 0; i < values.Length; i++)
        {
            ref Vector<float> one = ref (first.IsEmpty ? ref unused : ref first[i]);
            ref Vector<float> two = ref (second.IsEmpty ? ref unused : ref second[i]);
            rule.Apply(ref values[i], gradient[i], ref one, ref two);
        }
    }

    private static Span<float> Pad(ReadOnlySpan<float> source, Span<Vector<float>> register)
    {
        Span<float> elements = MemoryMarshal.Cast<Vector<float>, float>(register)[..source.Length];
        source.CopyTo(elements);
        return elements;
    }

    private static Span<float> Rest(Span<float> state, int from) => state.IsEmpty ? state : state[from..];
}
