using System.Buffers;

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
        var positions = call.Indices(1).Length - (ignoreIndex is int ignored ? call.Indices(1).Count(ignored) : 0);
        var divisor = Divisor.ForWeights(call.Reduction, positions);
        var sums = ArrayPool<double>.Shared.Rent(Math.Max(1, shape.Tiles));
        try
        {
            fixed (T* prediction = call.Numbers(0), gradient = call.Gradient(0))
            fixed (int* index = call.Indices(1))
            fixed (double* tileSums = sums)
            {
                var source = new RegionSource<T> { Shape = shape, Prediction = prediction, Index = index, IgnoreIndex = ignoreIndex };
                var work = new PositionCrossEntropyWork<T> { Scale = factor * divisor.Scale, Gradient = gradient, Sums = tileSums };
                RegionPass<PositionCrossEntropyWork<T>, T>.Run(source, work, call.Width);
            }

            var total = default(CompensatedSum);
            foreach (var sum in sums.AsSpan(0, shape.Tiles))
            {
                total += sum;
            }

            return factor * divisor.Divide(total.Value);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }
    }
}
