using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Softmax cross-entropy over a row of similarities: the row kernel that class scores go through.</summary>
internal static unsafe class SimilarityLogits
{
    /// <summary>Turns similarities into logits. What stands behind them stays −∞.</summary>
    /// <param name="row">The row.</param>
    /// <param name="factor">What each similarity is multiplied by: 1/temperature, or a scale.</param>
    public static void Sharpen(in RowMemory<double> row, double factor)
    {
        var scores = new Span<double>(row.Scores, row.Classes);
        TensorPrimitives.Multiply(scores, factor, scores);
    }

    /// <summary>Gives −ln of the softmax probability of one logit, and its derivative by each logit.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TWanted">Which results are wanted.</typeparam>
    /// <param name="row">The row of logits; −∞ is left out.</param>
    /// <param name="target">The logit that shall win.</param>
    /// <param name="scale">What derivatives are multiplied by.</param>
    /// <returns>The loss, not scaled.</returns>
    public static double CrossEntropy<TLane, TWanted>(in RowMemory<double> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, double>
        where TWanted : struct, IWanted =>
        new SingleClassRow<CrossEntropyLoss.Kernel, double>(default, default, RowDivisor.Rows).Evaluate<TLane, TWanted>(row, target, scale);
}
