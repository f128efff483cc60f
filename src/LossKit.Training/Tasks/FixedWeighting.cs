namespace LossKit;

/// <summary>Weights that somebody chose: Σ w·L.</summary>
public sealed class FixedWeighting : TaskWeighting
{
    /// <summary>Initializes a new instance of the <see cref="FixedWeighting"/> class.</summary>
    /// <param name="weights">The weight of each task; finite.</param>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public FixedWeighting(params ReadOnlySpan<float> weights)
        : base(weights.Length)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                throw new ArgumentException($"Weight {i} is {weights[i]}; write a finite number.", nameof(weights));
            }
        }

        weights.CopyTo(MutableWeights);
    }
}
