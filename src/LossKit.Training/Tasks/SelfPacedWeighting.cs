namespace LossKit;

/// <summary>Weights of samples by their own losses: what is easy now is learned first, and the threshold rises until everything is in.</summary>
/// <remarks>
/// With threshold λ: weight 1 where L &lt; λ and 0 elsewhere, or with <see cref="SelfPace.Linear"/> max(0, 1 − L/λ). The value is the mean over all
/// samples of weight times loss, the weights held constant. Call <see cref="EndEpoch"/> after each epoch. Sources: M. P. Kumar, B. Packer, D. Koller,
/// Self-paced learning for latent variable models, NeurIPS 2010; L. Jiang et al., Easy samples first, ACM Multimedia 2014.
/// </remarks>
public sealed class SelfPacedWeighting
{
    private readonly float _growth;

    /// <summary>Initializes a new instance of the <see cref="SelfPacedWeighting"/> class.</summary>
    /// <param name="threshold">The loss below which a sample counts in the first epoch; positive.</param>
    /// <param name="growth">What the threshold is multiplied by after each epoch; at least 1.</param>
    /// <param name="pace">Whether samples count wholly or by how easy they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public SelfPacedWeighting(float threshold, float growth = 1.3f, SelfPace pace = SelfPace.Hard)
    {
        Threshold = threshold > 0 ? threshold : throw new ArgumentOutOfRangeException(
            nameof(threshold), threshold, $"The threshold is {threshold}; write a positive number.");
        _growth = growth >= 1 && float.IsFinite(growth) ? growth : throw new ArgumentOutOfRangeException(
            nameof(growth), growth, $"The growth is {growth}; write a number of at least 1.");
        Pace = Enum.IsDefined(pace) ? pace : throw new ArgumentOutOfRangeException(nameof(pace), pace, "Write Hard or Linear.");
    }

    /// <summary>Gets the loss below which a sample counts.</summary>
    public float Threshold { get; private set; }

    /// <summary>Gets whether samples count wholly or by how easy they are.</summary>
    public SelfPace Pace { get; }

    /// <summary>Gets how many samples counted in the last call, for logging.</summary>
    public int Selected { get; private set; }

    /// <summary>Weights the losses of samples.</summary>
    /// <param name="losses">The losses of the samples, of any shape, as an unreduced loss gives them.</param>
    /// <returns>The value to be minimised, a scalar.</returns>
    public Variable Combine(Variable losses)
    {
        float[] weights = losses.ToArray();
        Selected = 0;
        foreach (ref float weight in weights.AsSpan())
        {
            weight = !(weight < Threshold) ? 0 : Pace == SelfPace.Hard ? 1 : Math.Min(1, 1 - (weight / Threshold));
            Selected += weight > 0 ? 1 : 0;
        }

        // A sample that is out is out, even where its loss is infinite.
        Variable counts = Variable.Constant(weights, losses.Shape);
        Variable kept = Variable.Where(counts > 0f, losses, Variable.Constant(new float[weights.Length], losses.Shape));
        return (kept * counts).Mean();
    }

    /// <summary>Says that an epoch is over: the threshold rises.</summary>
    public void EndEpoch() => Threshold *= _growth;
}
