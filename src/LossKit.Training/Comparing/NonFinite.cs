using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Finds where a training step first was NaN or infinite, so that a failed run says more than "NaN".</summary>
internal static class NonFinite
{
    /// <summary>Says where it began.</summary>
    /// <param name="model">The model, with the weights that the step met.</param>
    /// <param name="features">The features of the batch, [rows, features].</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="step">The step within it, counted from 1.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(Sequential model, Variable features, int epoch, int step) =>
        $"The loss became NaN or infinite in epoch {epoch}, step {step}: {Origin(model, features)}. Try a lower --learning-rate.";

    private static string Origin(Sequential model, Variable features)
    {
        for (var i = 0; i < model.Modules.Count; i++)
        {
            foreach (var parameter in model.Modules[i].Parameters)
            {
                if (!IsFinite(parameter.Value.Values))
                {
                    return $"the weights of {Name(model, i)} were no longer finite";
                }
            }
        }

        var values = features;
        for (var i = 0; i < model.Modules.Count; i++)
        {
            values = model.Modules[i].Forward(values);
            if (!IsFinite(values.Values))
            {
                return $"the outputs of {Name(model, i)} were the first that were not finite";
            }
        }

        return "all layers were finite, the loss itself was not";
    }

    private static string Name(Sequential model, int index) => $"layer {index + 1} of {model.Modules.Count} ({model.Modules[index].GetType().Name})";

    private static bool IsFinite(ReadOnlySpan<float> values) => TensorPrimitives.IsFiniteAll(values);
}
