using System.Numerics;
using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>Stochastic gradient descent, with momentum and weight decay.</summary>
/// <remarks>
/// With learning rate γ, momentum μ and weight decay λ, in the convention of PyTorch: g ← g + λθ; b ← g at a parameter's
/// first step, then μb + g; θ ← θ − γb, or for Nesterov θ − γ(g + μb). The learning rate multiplies the whole sum b, not what
/// enters it.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly float _momentum;
    private readonly Momentum _kind;
    private readonly float[][]? _sums;

    /// <summary>Initializes a new instance of the <see cref="Sgd"/> class.</summary>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="learningRate">γ.</param>
    /// <param name="momentum">μ, at least 0 and below 1; 0 for none.</param>
    /// <param name="kind">Which momentum.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Sgd(
        IReadOnlyList<NamedParameter> parameters, float learningRate, float momentum = 0, Momentum kind = Momentum.Classical, float weightDecay = 0)
        : base(parameters, learningRate, weightDecay)
    {
        _momentum = Fraction(momentum, nameof(momentum));
        _kind = kind;

        // Sums of zero make the first step μ·0 + g, which is the g that the convention wants.
        _sums = momentum > 0 ? StateOfParameters() : null;
    }

    private protected override void Update(int index, Span<float> values, ReadOnlySpan<float> gradient)
    {
        if (_sums is null)
        {
            UpdateRule.Run(new Plain(LearningRate, WeightDecay), values, gradient, [], []);
        }
        else if (_kind == Momentum.Nesterov)
        {
            UpdateRule.Run(new LookingAhead(LearningRate, WeightDecay, _momentum), values, gradient, _sums[index], []);
        }
        else
        {
            UpdateRule.Run(new Rolling(LearningRate, WeightDecay, _momentum), values, gradient, _sums[index], []);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Plain(float rate, float decay) : IUpdateRule
    {
        public void Apply(ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second) =>
            value -= (gradient + (value * decay)) * rate;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Rolling(float rate, float decay, float momentum) : IUpdateRule
    {
        public void Apply(ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second)
        {
            first = (first * momentum) + (gradient + (value * decay));
            value -= first * rate;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct LookingAhead(float rate, float decay, float momentum) : IUpdateRule
    {
        public void Apply(ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second)
        {
            Vector<float> decayed = gradient + (value * decay);
            first = (first * momentum) + decayed;
            value -= (decayed + (first * momentum)) * rate;
        }
    }
}
