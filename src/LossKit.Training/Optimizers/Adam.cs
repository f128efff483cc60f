namespace LossKit;

/// <summary>Adam (Kingma and Ba 2015): steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − γ·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ). Weight decay is added to the
/// gradient, g ← g + λθ, in the convention of PyTorch; <see cref="AdamW"/> is usually what one wants with it.
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly AdamMoments _moments;

    /// <summary>Initializes a new instance of the <see cref="Adam"/> class.</summary>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="learningRate">γ.</param>
    /// <param name="beta1">β₁, how much of the mean gradient is kept at a step.</param>
    /// <param name="beta2">β₂, how much of the mean squared gradient is kept at a step.</param>
    /// <param name="epsilon">ε, what keeps the step finite where gradients vanish.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adam(
        IReadOnlyList<NamedParameter> parameters,
        float learningRate = 1e-3f,
        float beta1 = 0.9f,
        float beta2 = 0.999f,
        float epsilon = 1e-8f,
        float weightDecay = 0)
        : base(parameters, learningRate, weightDecay) => _moments = new AdamMoments(
            StateOfParameters(),
            StateOfParameters(),
            Fraction(beta1, nameof(beta1)),
            Fraction(beta2, nameof(beta2)),
            NotNegative(epsilon, nameof(epsilon)));

    private protected override void Update(int index, Span<float> values, ReadOnlySpan<float> gradient) =>
        _moments.Step(index, values, gradient, LearningRate, gradientDecay: WeightDecay, keep: 1);
}
