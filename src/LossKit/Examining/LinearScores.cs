using System.Numerics.Tensors;

namespace LossKit;

/// <summary>The logits that a loss makes of a linear layer inside: what checks of classes look at.</summary>
internal static class LinearScores
{
    private const string Hidden = "hidden";

    /// <summary>Computes them.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="reading">What it wants.</param>
    /// <param name="inputs">Its inputs by name.</param>
    /// <returns>The logits [N,C] and the targets; null where the shapes do not belong together.</returns>
    public static PredictionPair? PairOf(LinearCrossEntropyLoss loss, LossReading reading, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var (hidden, weights) = (inputs[Hidden], inputs["weights"]);
        if (hidden.Shape is not [var rows, var units] || weights.Shape is not [var classes, var same] || same != units)
        {
            return null;
        }

        double[] bias = inputs.TryGetValue("bias", out var given) ? given.Values : new double[classes];
        if (bias.Length != classes)
        {
            return null;
        }

        var logits = new double[rows * classes];
        for (var i = 0; i < logits.Length; i++)
        {
            var (row, @class) = Math.DivRem(i, classes);
            var score = bias[@class] + TensorPrimitives.Dot<double>(
                hidden.Values.AsSpan(row * units, units), weights.Values.AsSpan(@class * units, units));
            logits[i] = loss.SoftCap is { } cap ? cap * Math.Tanh(score / cap) : score;
        }

        return new(reading, new(logits, [rows, classes]), inputs["target"], Hidden);
    }
}
