namespace LossKit;

/// <summary>Changes parameters along their gradients.</summary>
/// <remarks>
/// A parameter that has no gradient since the last <see cref="ZeroGradients"/> is left alone, its momentum and its step count
/// too. A step allocates nothing.
/// </remarks>
public abstract class Optimizer
{
    private readonly Variable[] _parameters;
    private float _learningRate;

    private protected Optimizer(IReadOnlyList<NamedParameter> parameters, float learningRate, float weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters.Select(parameter => parameter.Value)];
        LearningRate = learningRate;
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Gets or sets the learning rate, so that a schedule can change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = NotNegative(value, nameof(value));
    }

    /// <summary>Gets the factor by which parameters are drawn to zero.</summary>
    public float WeightDecay { get; }

    private protected ReadOnlySpan<Variable> Parameters => _parameters;

    /// <summary>Changes every parameter that has a gradient.</summary>
    public void Step()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].HasGradient)
            {
                Update(i, _parameters[i].Values, _parameters[i].Gradient);
            }
        }
    }

    /// <summary>Sets all gradients to zero, before the next backward pass.</summary>
    public void ZeroGradients()
    {
        foreach (Variable parameter in _parameters)
        {
            parameter.ZeroGradient();
        }
    }

    private protected abstract void Update(int index, Span<float> values, ReadOnlySpan<float> gradient);

    /// <summary>Makes one row of zeros for each parameter, as long as it.</summary>
    private protected float[][] StateOfParameters() => Array.ConvertAll(_parameters, parameter => new float[parameter.Length]);

    private protected static float NotNegative(float value, string name) => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The value is {value}; write a finite number of at least 0.");

    private protected static float Fraction(float value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The value is {value}; write a number of at least 0 and below 1.");
}
