namespace LossKit.Samples;

/// <summary>
/// The code of docs/combining.md on several tasks and on the order of samples. A test compares the texts and runs the methods.
/// </summary>
public static class TaskWeightingSnippets
{
    /// <summary>Takes one step with weights that somebody chose.</summary>
    /// <param name="optimizer">The optimizer of the model.</param>
    /// <param name="depthLoss">The loss of one task.</param>
    /// <param name="normalsLoss">The loss of another.</param>
    /// <returns>The weighted sum.</returns>
    public static float Fixed(Optimizer optimizer, Variable depthLoss, Variable normalsLoss)
    {
        var weighting = new FixedWeighting(1, 0.25f);
        optimizer.ZeroGradients();
        float value = weighting.Backward(depthLoss, normalsLoss);
        optimizer.Step();
        return value;
    }

    /// <summary>Makes weights that are learned, and the optimizer that learns them.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Both.</returns>
    public static (TaskWeighting Weighting, Optimizer Optimizer) Uncertainty(Module model)
    {
        var weighting = new UncertaintyWeighting(tasks: 2);
        var optimizer = new Adam([.. model.Parameters, .. weighting.Parameters], learningRate: 1e-3f);
        return (weighting, optimizer);
    }

    /// <summary>Makes weights by the gradients at the layer that tasks share.</summary>
    /// <param name="trunk">That layer.</param>
    /// <returns>The weighting.</returns>
    public static TaskWeighting GradNorm(Linear trunk)
    {
        var weighting = new GradNormWeighting(tasks: 2, shared: [trunk.Weight], alpha: 1.5f);
        return weighting;
    }

    /// <summary>Trains with weights by how fast losses fall.</summary>
    /// <param name="optimizer">The optimizer of the model.</param>
    /// <param name="epochs">How many epochs to train.</param>
    /// <param name="batches">The losses of the two tasks over the batches of an epoch.</param>
    /// <returns>The weights at the end.</returns>
    public static IReadOnlyList<float> DynamicAverage(
        Optimizer optimizer, int epochs, IEnumerable<(Variable DepthLoss, Variable NormalsLoss)> batches)
    {
        var weighting = new DynamicWeightAverage(tasks: 2, temperature: 2);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var (depthLoss, normalsLoss) in batches)
            {
                optimizer.ZeroGradients();
                weighting.Backward(depthLoss, normalsLoss);
                optimizer.Step();
            }

            weighting.EndEpoch();
        }

        return weighting.Weights;
    }

    /// <summary>Lets samples in by a difficulty that is known.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="difficulty">How hard each sample is, from 0 to 1.</param>
    /// <returns>The value to be minimised.</returns>
    public static Variable Curriculum(int epoch, Variable prediction, ReadOnlySpan<float> target, Variable difficulty)
    {
        var schedule = new CurriculumSchedule(start: 0.25, epochs: 10);
        Variable losses = new HuberLoss(reduction: Reduction.None).Forward(prediction, target);
        Variable loss = schedule.LossAt(epoch).Forward(losses, difficulty) / difficulty.Length;
        return loss;
    }

    /// <summary>Lets samples in by their own losses.</summary>
    /// <param name="pacing">The weighting, kept over the epochs.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <returns>The value to be minimised.</returns>
    public static Variable SelfPaced(SelfPacedWeighting pacing, Variable prediction, ReadOnlySpan<float> target)
    {
        Variable losses = new HuberLoss(reduction: Reduction.None).Forward(prediction, target);
        Variable loss = pacing.Combine(losses);
        return loss;
    }
}
