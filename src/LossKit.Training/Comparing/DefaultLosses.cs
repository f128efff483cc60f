namespace LossKit;

/// <summary>The losses that are compared when none are named: for each task those that people weigh against each other.</summary>
public static class DefaultLosses
{
    /// <summary>Gives the losses for a data set.</summary>
    /// <param name="dataset">The data.</param>
    /// <returns>The losses as they are written on a command line.</returns>
    public static IReadOnlyList<string> For(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Task switch
        {
            LearningTask.Binary => ["bce-with-logits", "sigmoid-focal", "hinge", "squared-hinge"],
            LearningTask.Multiclass => ["cross-entropy", "cross-entropy:label-smoothing=0.1", "focal", "poly1-cross-entropy", "multi-margin"],
            _ => ["mse", "mae", "huber", "log-cosh", .. IsSkewedAndPositive(dataset) ? ["msle"] : Array.Empty<string>()],
        };
    }

    // A loss of logarithms is only worth a try where the target is a size that spans orders of magnitude.
    private static bool IsSkewedAndPositive(Dataset dataset)
    {
        var distribution = Distribution.Of(dataset.Targets);
        return distribution.Minimum > 0 && distribution.Skewness > 1;
    }
}
