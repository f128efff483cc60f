using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Checks of tensors that receive results.</summary>
internal static class TensorShapes
{
    /// <summary>Checks that a result, where it is wanted, has the shape of its input.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="argument">The result's name.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="input">The input it belongs to.</param>
    public static void CheckResult<T>(string argument, in TensorSpan<T> result, in ReadOnlyTensorSpan<T> input)
    {
        if (!result.IsEmpty)
        {
            Guard.Shape(argument, result.Lengths, input.Lengths);
        }
    }
}
