using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The ways in which an operation adds to an input's gradient.</summary>
internal static class NodeGradients
{
    /// <summary>gradient += contribution.</summary>
    public static void AddGradient(this Node node, ReadOnlySpan<float> contribution)
    {
        Span<float> gradient = node.GradientToWrite(out ProductMode mode);
        if (mode == ProductMode.Overwrite)
        {
            contribution.CopyTo(gradient);
        }
        else
        {
            TensorPrimitives.Add(gradient, contribution, gradient);
        }
    }

    /// <summary>gradient += contribution · factor.</summary>
    public static void AddGradient(this Node node, ReadOnlySpan<float> contribution, float factor)
    {
        Span<float> gradient = node.GradientToWrite(out ProductMode mode);
        if (mode == ProductMode.Overwrite)
        {
            TensorPrimitives.Multiply(contribution, factor, gradient);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(contribution, factor, gradient, gradient);
        }
    }
}
