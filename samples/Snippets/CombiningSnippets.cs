namespace LossKit.Samples;

/// <summary>The code of docs/combining.md, a method for each block. A test compares the texts and runs the methods.</summary>
public static class CombiningSnippets
{
    /// <summary>Evaluates a sum of losses and its terms.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="terms">Receives the two terms.</param>
    /// <returns>The value.</returns>
    public static float Sum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient, Span<float> terms)
    {
        var loss = 0.7 * new MseLoss() + 0.3 * new MaeLoss();
        float value = loss.EvaluateTerms(prediction, target, terms, gradient);
        return value;
    }

    /// <summary>Evaluates a loss where a mask is set, with the single values.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="mask">Which count.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="values">Receives the single values.</param>
    /// <returns>The mean over those that count.</returns>
    public static float Masked(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, ReadOnlySpan<bool> mask, Span<float> gradient, Span<float> values)
    {
        var loss = new HuberLoss();
        float mean = loss.EvaluateWithValues(prediction, target, values, gradient, mask: mask);
        return mean;
    }

    /// <summary>Takes one step over micro-batches of any sizes.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="microBatches">The micro-batches: inputs and class indices.</param>
    /// <returns>The mean over all of them.</returns>
    public static double Step(ClassLoss loss, Module model, Optimizer optimizer, IEnumerable<(Variable Inputs, int[] Targets)> microBatches)
    {
        var accumulator = new LossAccumulator();
        foreach (var (inputs, targets) in microBatches)
        {
            loss.Forward(accumulator, model.Forward(inputs), targets).Backward();
        }

        accumulator.ScaleGradients(model.Parameters);
        optimizer.Step();
        optimizer.ZeroGradients();
        return accumulator.Value;
    }
}
