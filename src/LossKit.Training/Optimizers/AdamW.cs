namespace LossKit;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
/// <remarks>θ ← (1 − γλ)θ, then the step of <see cref="Adam"/> with the gradient as it is; the convention of PyTorch.</remarks>
public sealed class AdamW : Optimizer
{
    private readonly AdamMoments _moments;

    /// <summary>Initializes a new instance of the <see cref="AdamW"/> class.</summary>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="learningRate">γ.</param>
    /// <param name="beta1">β₁, how much of the mean gradient is kept at a step.</param>
    /// <param name="beta2">β₂, how much of the mean squared gradient is kept at a step.</param>
    /// <param name="epsilon">ε, what keeps the step finite where gradients vanish.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public AdamW(
        IReadOnlyList<NamedParameter> parameters,
        float learningRate = 1e-3f,
        float beta1 = 0.9f,
        float beta2 = 0.999f,
        float epsilon = 1e-8f,
        float weightDecay = 1e-2f)
        : base(parameters, learningRate, weightDecay) => _moments = new AdamMoments(
            StateOfParameters(),
            StateOfParameters(),
            Fraction(beta1, nameof(beta1)),
            Fraction(beta2, nameof(beta2)),
            NotNegative(epsilon, nameof(epsilon)));

    private protected override void Update(int index, Span<float> values, ReadOnlySpan<float> gradient) =>
        _moments.Step(index, values, gradient, LearningRate, gradientDecay: 0, keep: (float)(1 - ((double)LearningRate * WeightDecay)));
}
