namespace LossKit;

/// <summary>Decides how much each of several tasks' losses counts while one model is trained on all of them.</summary>
/// <example>
/// <code>
/// optimizer.ZeroGradients();
/// weighting.Backward(depthLoss, normalsLoss);
/// optimizer.Step();
/// </code>
/// </example>
public abstract class TaskWeighting
{
    private readonly float[] _weights;

    private protected TaskWeighting(int tasks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        _weights = new float[tasks];
        Array.Fill(_weights, 1);
    }

    /// <summary>Gets the weight that each task's loss counts with, for logging.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>Gets what the optimizer has to train beside the model; empty for weightings that learn nothing.</summary>
    public virtual IReadOnlyList<NamedParameter> Parameters => [];

    private protected Span<float> MutableWeights => _weights;

    /// <summary>Adds the weighted losses up.</summary>
    /// <param name="losses">The loss of each task, scalars in the order of the tasks.</param>
    /// <returns>The value to be minimised.</returns>
    /// <exception cref="ArgumentException">There is not one scalar for each task.</exception>
    public virtual Variable Combine(params ReadOnlySpan<Variable> losses)
    {
        Check(losses);
        Variable sum = losses[0] * _weights[0];
        for (int i = 1; i < losses.Length; i++)
        {
            sum += losses[i] * _weights[i];
        }

        return sum;
    }

    /// <summary>Adds the gradient of the weighted losses to the parameters, and lets the weights learn from the step where they do.</summary>
    /// <param name="losses">The loss of each task, scalars in the order of the tasks.</param>
    /// <returns>The value to be minimised.</returns>
    /// <exception cref="ArgumentException">There is not one scalar for each task.</exception>
    public virtual float Backward(params ReadOnlySpan<Variable> losses)
    {
        Variable sum = Combine(losses);
        sum.Backward();
        return sum.ToScalar();
    }

    /// <summary>Says that an epoch is over, for weightings that look at how losses fell from epoch to epoch.</summary>
    public virtual void EndEpoch()
    {
    }

    private protected void Check(ReadOnlySpan<Variable> losses)
    {
        if (losses.Length != _weights.Length)
        {
            throw new ArgumentException(
                $"There are {losses.Length} losses, but {_weights.Length} tasks; pass the loss of each task, in their order.", nameof(losses));
        }

        for (int i = 0; i < losses.Length; i++)
        {
            if (losses[i].Length != 1)
            {
                throw new ArgumentException(
                    $"Loss {i} has the shape {losses[i].Shape}, but a task's loss is one number; reduce it with Mean() or Sum().", nameof(losses));
            }
        }
    }
}
