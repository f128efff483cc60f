using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Weights that keep the tasks learning at the same pace, by the size of the gradient that each sends into the layer they share.
/// </summary>
/// <remarks>
/// G = ‖∇ w·L‖ at the shared layer, L/L(0) the share of a task's loss that is left, r that share over its mean. The weights go down the gradient of
/// Σ |G − Ḡ·r^α|, with Ḡ·r^α held constant, and are then scaled so that they add up to the number of tasks. α = 0 makes the
/// gradients equally large; a larger α pushes tasks that lag behind. Source: Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich, GradNorm, ICML
/// 2018.
/// </remarks>
public sealed class GradNormWeighting : TaskWeighting
{
    // A weight that reached 0 would have no gradient to come back by.
    private const float LeastWeight = 1e-4f;

    private readonly Variable[] _shared;
    private readonly float[][] _before;
    private readonly float _alpha;
    private readonly float _learningRate;
    private readonly float[] _norms;
    private readonly float[] _losses;
    private float[]? _firstLosses;

    /// <summary>Initializes a new instance of the <see cref="GradNormWeighting"/> class, with all weights 1.</summary>
    /// <param name="tasks">How many tasks there are.</param>
    /// <param name="shared">The parameters at which gradients are measured: the weights of the last layer that all tasks share.</param>
    /// <param name="alpha">How hard tasks that lag behind are pushed; at least 0.</param>
    /// <param name="learningRate">The step of the weights; at least 0.</param>
    /// <exception cref="ArgumentException">There is no shared parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public GradNormWeighting(int tasks, IReadOnlyList<Variable> shared, float alpha = 1.5f, float learningRate = 0.025f)
        : base(tasks)
    {
        ArgumentNullException.ThrowIfNull(shared);
        if (shared.Count == 0)
        {
            throw new ArgumentException("There is no shared parameter; pass the weights of the last layer that all tasks share.", nameof(shared));
        }

        _shared = [.. shared];
        _before = Array.ConvertAll(_shared, parameter => new float[parameter.Length]);
        _alpha = Checked(alpha, nameof(alpha));
        _learningRate = Checked(learningRate, nameof(learningRate));
        _norms = new float[tasks];
        _losses = new float[tasks];
    }

    /// <summary>Gets the size of each task's weighted gradient at the shared layer in the last step, for logging.</summary>
    public IReadOnlyList<float> GradientNorms => _norms;

    /// <inheritdoc/>
    public override float Backward(params ReadOnlySpan<Variable> losses)
    {
        Check(losses);
        float total = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            _losses[i] = losses[i].ToScalar();
            Variable weighted = losses[i] * Weights[i];
            Keep();
            weighted.Backward();
            _norms[i] = NormOfWhatCame();
            total += weighted.ToScalar();
        }

        _firstLosses ??= [.. _losses];
        Balance();
        return total;
    }

    private void Keep()
    {
        for (int i = 0; i < _shared.Length; i++)
        {
            _shared[i].Gradient.CopyTo(_before[i]);
        }
    }

    private float NormOfWhatCame()
    {
        double squares = 0;
        for (int i = 0; i < _shared.Length; i++)
        {
            double distance = TensorPrimitives.Distance<float>(_shared[i].Gradient, _before[i]);
            squares += distance * distance;
        }

        return (float)Math.Sqrt(squares);
    }

    private void Balance()
    {
        Span<float> weights = MutableWeights;
        float mean = TensorPrimitives.Average<float>(_norms);
        double meanShare = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            meanShare += Share(i) / weights.Length;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            // Of Σ |G − goal| by w: G is w times the size of the task's own gradient.
            double goal = mean * Math.Pow(meanShare > 0 ? Share(i) / meanShare : 1, _alpha);
            float slope = Math.Sign(_norms[i] - goal) * _norms[i] / weights[i];
            weights[i] = Math.Max(LeastWeight, weights[i] - (_learningRate * slope));
        }

        TensorPrimitives.Multiply(weights, weights.Length / TensorPrimitives.Sum<float>(weights), weights);
    }

    // A task whose loss began at 0 has nothing to learn, and nothing left.
    private double Share(int task) => _firstLosses![task] == 0 ? 0 : _losses[task] / (double)_firstLosses[task];

    private static float Checked(float value, string name) => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The value is {value}; write a finite number of at least 0.");
}
