namespace LossKit;

/// <summary>Gradients that are added up over micro-batches before the optimizer's step.</summary>
public static class GradientAccumulation
{
    /// <summary>
    /// Turns the gradients that were added up over micro-batches into those of the whole batch's mean: once, between the last backward
    /// pass and the optimizer's step.
    /// </summary>
    /// <param name="accumulator">What the micro-batches' losses were added to.</param>
    /// <param name="parameters">The parameters; those without gradient are left alone.</param>
    public static void ScaleGradients(this LossAccumulator accumulator, IReadOnlyList<NamedParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        ArgumentNullException.ThrowIfNull(parameters);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Value.HasGradient)
            {
                accumulator.ScaleGradient(parameters[i].Value.Gradient);
            }
        }
    }
}
