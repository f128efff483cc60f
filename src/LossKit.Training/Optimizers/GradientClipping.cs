using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Limits gradients between the backward pass and the optimizer's step.</summary>
public static class GradientClipping
{
    /// <summary>
    /// Scales all gradients by one factor so that their joint Euclidean norm is at most <paramref name="limit"/>; the
    /// direction of the step stays.
    /// </summary>
    /// <param name="parameters">The parameters; those without gradient are left alone.</param>
    /// <param name="limit">The largest norm allowed.</param>
    /// <returns>The norm before, which is not finite if a gradient is not; then all gradients become NaN or 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not a number.</exception>
    public static double ByNorm(IReadOnlyList<NamedParameter> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check(limit);
        double squares = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Value.HasGradient)
            {
                // In double, where squares neither overflow nor vanish.
                foreach (float slope in parameters[i].Value.Gradient)
                {
                    squares += (double)slope * slope;
                }
            }
        }

        double total = Math.Sqrt(squares);

        // The small number keeps the factor finite where there is no gradient; PyTorch has the same.
        double factor = limit / (total + 1e-6);
        for (int i = 0; !(factor >= 1) && i < parameters.Count; i++)
        {
            if (parameters[i].Value.HasGradient)
            {
                Span<float> gradient = parameters[i].Value.Gradient;
                TensorPrimitives.Multiply(gradient, (float)factor, gradient);
            }
        }

        return total;
    }

    /// <summary>Moves every element of every gradient into [−limit, limit].</summary>
    /// <param name="parameters">The parameters; those without gradient are left alone.</param>
    /// <param name="limit">The largest magnitude allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not a number.</exception>
    public static void ByValue(IReadOnlyList<NamedParameter> parameters, float limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check(limit);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Value.HasGradient)
            {
                Span<float> gradient = parameters[i].Value.Gradient;
                TensorPrimitives.Max(gradient, -limit, gradient);
                TensorPrimitives.Min(gradient, limit, gradient);
            }
        }
    }

    private static void Check(double limit)
    {
        if (!(limit >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit is {limit}; write 0 or more.");
        }
    }
}
