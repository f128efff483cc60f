namespace LossKit;

/// <summary>
/// While training, sets every element to 0 with a given probability and scales the others up so that the expectation stays;
/// in use, passes everything on (Srivastava et al. 2014).
/// </summary>
public sealed class Dropout : Module
{
    private readonly SeededRandom _random;
    private float[] _mask = [];

    /// <summary>Initializes a new instance of the <see cref="Dropout"/> class.</summary>
    /// <param name="probability">How likely an element is dropped: at least 0 and below 1.</param>
    /// <param name="random">Where the choices come from; the layer draws from it at every step of training.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside of [0, 1).</exception>
    public Dropout(float probability, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (probability is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability, $"The probability is {probability}; write a number of at least 0 and below 1.");
        }

        Probability = probability;
        _random = random;
    }

    /// <summary>Gets how likely an element is dropped.</summary>
    public float Probability { get; }

    /// <inheritdoc/>
    public override Variable Forward(Variable input)
    {
        if (Mode == ModuleMode.Evaluation || Probability == 0)
        {
            return input;
        }

        if (_mask.Length < input.Length)
        {
            _mask = new float[input.Length];
        }

        Span<float> mask = _mask.AsSpan(0, input.Length);
        float scale = 1 / (1 - Probability);
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = _random.NextFloat() < Probability ? 0 : scale;
        }

        return input * Variable.Constant(mask, input.Shape);
    }
}
