namespace LossKit;

/// <summary>Chooses the head of a classification loss.</summary>
internal static class ClassificationHeads
{
    /// <summary>Finds the head.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="dataset">The data.</param>
    /// <returns>The head.</returns>
    public static LossHead For(Loss loss, Dataset dataset)
    {
        var classes = dataset.ClassNames.Count;
        return loss switch
        {
            ClassLoss classLoss => new SoftmaxHead(classLoss, classes),
            _ => new LabelHead(loss, classes == 2 ? 1 : classes),
        };
    }
}
