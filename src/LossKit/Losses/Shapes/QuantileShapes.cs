using System.Numerics;

namespace LossKit;

/// <summary>The shapes of several predictions for each target: [N,Q] against [N].</summary>
internal static class QuantileShapes
{
    /// <summary>Checks the two shapes.</summary>
    /// <typeparam name="TDimension">The type of a dimension.</typeparam>
    /// <param name="prediction">The shape of the predictions.</param>
    /// <param name="target">The shape of the targets.</param>
    /// <param name="count">How many predictions belong to a target.</param>
    public static void Check<TDimension>(ReadOnlySpan<TDimension> prediction, ReadOnlySpan<TDimension> target, int count)
        where TDimension : IBinaryInteger<TDimension>
    {
        if (prediction.Length != 2 || prediction[1] != TDimension.CreateChecked(count))
        {
            throw Sentences.WrongRank("prediction", Sentences.Shape(prediction), $"[N,{count}], one column for each quantile");
        }

        Guard.Shape("target", target, prediction[..1]);
    }
}
