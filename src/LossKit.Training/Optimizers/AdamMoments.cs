using System.Numerics;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>The two running means of Adam and its corrections, which both of its variants share.</summary>
internal sealed class AdamMoments(float[][] first, float[][] second, float beta1, float beta2, float epsilon)
{
    private readonly int[] _steps = new int[first.Length];

    /// <summary>Takes one step of one parameter.</summary>
    /// <param name="index">Which parameter.</param>
    /// <param name="values">Its values.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="learningRate">γ.</param>
    /// <param name="gradientDecay">What of the value is added to the gradient: Adam's weight decay.</param>
    /// <param name="keep">What the value is multiplied by first: AdamW's 1 − γλ.</param>
    public void Step(int index, Span<float> values, ReadOnlySpan<float> gradient, float learningRate, float gradientDecay, float keep)
    {
        int step = ++_steps[index];

        // The corrections are worked out in double: 1 − β₂ᵗ is a small difference at first.
        double rate = learningRate / (1 - Math.Pow(beta1, step));
        double unbias = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        var rule = new Rule(beta1, beta2, epsilon, (float)rate, (float)unbias, gradientDecay, keep);
        UpdateRule.Run(rule, values, gradient, first[index], second[index]);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Rule(float beta1, float beta2, float epsilon, float rate, float unbias, float decay, float keep) : IUpdateRule
    {
        public void Apply(ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second)
        {
            gradient += value * decay;
            value *= keep;
            first += (gradient - first) * (1 - beta1);
            second = (second * beta2) + (gradient * gradient * (1 - beta2));
            value -= rate * first / ((Vector.SquareRoot(second) * unbias) + new Vector<float>(epsilon));
        }
    }
}
