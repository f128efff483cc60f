namespace LossKit;

/// <summary>A function of several variables, as the gradient check calls it.</summary>
/// <param name="inputs">The variables.</param>
/// <returns>The result, of any shape.</returns>
public delegate Variable VariableFunction(ReadOnlySpan<Variable> inputs);

/// <summary>Compares the backward pass of a function with differences of its values, element by element.</summary>
/// <remarks>
/// <para>The derivative is taken of a fixed weighted sum of the function's results, added in double, so that errors in
/// different results cannot cancel. Differences are fourth-order central ones, (8(f₁−f₋₁) − (f₂−f₋₂)) / 12h. Large steps
/// err by the function's fifth derivative and small ones by the rounding of <see cref="float"/>, so six steps, each half of the
/// one before, are tried and the two neighbours that agree best are believed.</para>
/// <para>Keep inputs further than 1/64 from kinks, where a function has no derivative to compare with, and of ordinary
/// size (about 0.1 to 10).</para>
/// </remarks>
public static class GradientCheck
{
    private const int Steps = 6;
    private const float FirstStep = 1f / 8;

    /// <summary>Checks a function at a point.</summary>
    /// <param name="function">The function. It must give the same results for the same inputs: no dropout.</param>
    /// <param name="inputs">The point: parameters whose every element is checked. Their gradients are left as they were computed.</param>
    /// <param name="tolerance">How far the derivatives may be apart, relative to the input's largest derivative or 1 if that is larger.</param>
    /// <returns>The comparison; its text names the worst element.</returns>
    /// <exception cref="ArgumentException">An input does not require a gradient.</exception>
    public static GradientCheckResult Run(VariableFunction function, ReadOnlySpan<Variable> inputs, double tolerance = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(function);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].RequiresGradient)
            {
                throw new ArgumentException($"Input {i} requires no gradient; make it with Variable.Parameter.", nameof(inputs));
            }

            inputs[i].ZeroGradient();
        }

        Variable result = function(inputs);
        float[] weights = WeightsFor(result.Length);
        result.Backward(weights);
        return Compare(function, inputs, weights, tolerance);
    }

    private static GradientCheckResult Compare(VariableFunction function, ReadOnlySpan<Variable> inputs, float[] weights, double tolerance)
    {
        var worst = new GradientCheckResult(IsPassed: true, 0, [], 0, 0, 0, 0);
        double worstRatio = -1;
        int elements = 0;
        for (int input = 0; input < inputs.Length; input++)
        {
            Variable variable = inputs[input];
            var differences = new double[variable.Length];
            double largest = 1;
            for (int i = 0; i < differences.Length; i++)
            {
                differences[i] = Derivative(function, inputs, weights, variable, i);
                largest = Math.Max(largest, Math.Abs(differences[i]));
            }

            elements += differences.Length;
            for (int i = 0; i < differences.Length; i++)
            {
                double backward = variable.Gradient[i];
                double apart = Math.Abs(backward - differences[i]), allowed = tolerance * largest;

                // NaN is as bad as it gets: no comparison with it is true.
                double ratio = double.IsNaN(apart) ? double.PositiveInfinity : apart / allowed;
                if (ratio > worstRatio)
                {
                    worstRatio = ratio;
                    worst = new(ratio <= 1, input, IndexOf(variable.Shape, i), backward, differences[i], allowed, 0);
                }
            }
        }

        return worst with { Elements = elements };
    }

    private static double Derivative(VariableFunction function, ReadOnlySpan<Variable> inputs, float[] weights, Variable variable, int index)
    {
        float x = variable.Values[index];
        var line = new Line(function, inputs, weights, variable, index);
        double best = double.NaN, bestDisagreement = double.PositiveInfinity, previous = double.NaN;
        float step = FirstStep * MathF.ScaleB(1, Math.Clamp(MathF.ILogB(x), -3, 20));
        for (int i = 0; i < Steps; i++, step /= 2)
        {
            double far = line.At(x + (2 * step)) - line.At(x - (2 * step)), near = line.At(x + step) - line.At(x - step);
            double derivative = ((8 * near) - far) / (12 * step);
            double disagreement = Math.Abs(derivative - previous);
            if (disagreement < bestDisagreement)
            {
                bestDisagreement = disagreement;
                best = derivative;
            }

            previous = derivative;
        }

        variable.Values[index] = x;
        return best;
    }

    // Different for each result and of either sign; any such numbers do. A single result keeps its own scale.
    private static float[] WeightsFor(int count)
    {
        var weights = new float[count];
        for (int i = 0; i < count; i++)
        {
            double fraction = (i * 0.6180339887498949) % 1;
            weights[i] = (float)(i % 2 == 0 ? 1 - (fraction / 2) : -0.5 - (fraction / 2));
        }

        return weights;
    }

    private static int[] IndexOf(Shape shape, int position)
    {
        var index = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            index[axis] = position % shape[axis];
            position /= shape[axis];
        }

        return index;
    }

    /// <summary>The weighted sum of the function's results as a function of one element.</summary>
    private readonly ref struct Line(VariableFunction function, ReadOnlySpan<Variable> inputs, float[] weights, Variable variable, int index)
    {
        private readonly ReadOnlySpan<Variable> _inputs = inputs;

        public double At(float value)
        {
            variable.Values[index] = value;
            using (GraphScope.Begin())
            using (NoGradientScope.Begin())
            {
                ReadOnlySpan<float> results = function(_inputs).Values;
                double sum = 0;
                for (int i = 0; i < results.Length; i++)
                {
                    sum += (double)weights[i] * results[i];
                }

                return sum;
            }
        }
    }
}
