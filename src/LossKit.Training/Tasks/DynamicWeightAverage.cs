namespace LossKit;

/// <summary>
/// Weights by how fast each task's loss fell over the last two epochs: a task whose loss fell less gets more.
/// </summary>
/// <remarks>
/// r = L(t − 1)/L(t − 2) of the epochs' mean losses, w = T·softmax(r/temperature) over T tasks; 1 in the first two epochs. Call
/// <see cref="EndEpoch"/> after each epoch. Source: S. Liu, E. Johns, A. J. Davison, End-to-end multi-task learning with attention, CVPR 2019.
/// </remarks>
public sealed class DynamicWeightAverage : TaskWeighting
{
    private readonly float _temperature;
    private readonly double[] _sums;
    private double[]? _last;
    private int _steps;

    /// <summary>Initializes a new instance of the <see cref="DynamicWeightAverage"/> class, with all weights 1.</summary>
    /// <param name="tasks">How many tasks there are.</param>
    /// <param name="temperature">How evenly the weights are spread; positive. The larger, the more even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not a positive number.</exception>
    public DynamicWeightAverage(int tasks, float temperature = 2)
        : base(tasks)
    {
        _temperature = temperature > 0 && float.IsFinite(temperature)
            ? temperature
            : throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"The temperature is {temperature}; write a positive number.");
        _sums = new double[tasks];
    }

    /// <inheritdoc/>
    public override Variable Combine(params ReadOnlySpan<Variable> losses)
    {
        Variable sum = base.Combine(losses);
        for (int i = 0; i < losses.Length; i++)
        {
            _sums[i] += losses[i].ToScalar();
        }

        _steps++;
        return sum;
    }

    /// <inheritdoc/>
    public override void EndEpoch()
    {
        if (_steps == 0)
        {
            return;
        }

        double[] means = Array.ConvertAll(_sums, sum => sum / _steps);
        if (_last is not null)
        {
            Weigh(means, _last);
        }

        _last = means;
        _steps = 0;
        Array.Clear(_sums);
    }

    private void Weigh(double[] means, double[] before)
    {
        double[] logits = new double[means.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            // A loss that was 0 cannot have fallen.
            logits[i] = (before[i] == 0 ? 1 : means[i] / before[i]) / _temperature;
        }

        double top = logits.Max();
        double[] powers = Array.ConvertAll(logits, logit => Math.Exp(logit - top));
        double total = powers.Sum();
        for (int i = 0; i < powers.Length; i++)
        {
            MutableWeights[i] = (float)(powers.Length * powers[i] / total);
        }
    }
}
