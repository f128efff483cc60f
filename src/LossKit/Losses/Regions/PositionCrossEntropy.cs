
namespace LossKit;

/// <summary>Softmax cross-entropy of every position against its class index, for losses that add it to a loss of regions.</summary>
internal static unsafe class PositionCrossEntropy
{
    /// <summary>Evaluates the loss and adds its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="factor">What value and gradient are multiplied by; times 0 they are 0, whatever they are.</param>
    /// <param name="ignoreIndex">The class index whose positions are left out; null for none.</param>
    /// <param name="call">What to read and to write: logits first, then class indices. A mean divides by the positions not ignored.</param>
    /// <returns>The reduced loss.</returns>
    public static double Run<T>(double factor, int? ignoreIndex, in TensorCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor == 0)
        {
            return 0;
        }

        var shape = RegionShape.Of(call.Shape(0));
        var rows = new RowCall<T>
        {
            Prediction = call.Numbers(0),
            Shape = new(shape.Samples, shape.Classes, shape.Positions),
            Target = call.Indices(1),
            Gradient = call.Gradient(0),
            Mode = GradientMode.Add,
            Factor = factor,
            Reduction = call.Reduction == Reduction.Mean ? Reduction.Mean : Reduction.Sum,
            Width = call.Width,
        };
        var kernel = new SingleClassRow<CrossEntropyLoss.Kernel, T>(default, new(null, ignoreIndex), RowDivisor.Rows);
        return factor * RowDriver.Run(kernel, rows);
    }
}
