using System.Numerics;

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
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ApplyAt(rule, values[i..], gradient[i..], From(first, i), From(second, i));
        }

        if (i < values.Length)
        {
            // The last elements, too few for a register, are worked on in a padded copy.
            int rest = values.Length - i;
            Span<float> padded = stackalloc float[4 * Vector<float>.Count];
            padded.Clear();
            Span<float> value = padded[..Vector<float>.Count], slope = padded.Slice(Vector<float>.Count, Vector<float>.Count);
            Span<float> one = padded.Slice(2 * Vector<float>.Count, Vector<float>.Count), two = padded[(3 * Vector<float>.Count)..];
            values[i..].CopyTo(value);
            gradient[i..].CopyTo(slope);
            From(first, i).CopyTo(one);
            From(second, i).CopyTo(two);
            ApplyAt(rule, value, slope, one, two);
            value[..rest].CopyTo(values[i..]);
            one[..From(first, i).Length].CopyTo(From(first, i));
            two[..From(second, i).Length].CopyTo(From(second, i));
        }
    }

    private static void ApplyAt<TRule>(TRule rule, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        var value = new Vector<float>(values);
        Vector<float> one = first.IsEmpty ? Vector<float>.Zero : new(first), two = second.IsEmpty ? Vector<float>.Zero : new(second);
        rule.Apply(ref value, new Vector<float>(gradient), ref one, ref two);
        value.CopyTo(values);
        if (!first.IsEmpty)
        {
            one.CopyTo(first);
        }

        if (!second.IsEmpty)
        {
            two.CopyTo(second);
        }
    }

    private static Span<float> From(Span<float> state, int index) => state.IsEmpty ? state : state[index..];
}
