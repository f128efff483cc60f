namespace LossKit;

/// <summary>
/// How a loss is put on a network: how many outputs it needs, what it is given as predictions and targets, and how outputs
/// become predictions in the target's own unit, or probabilities.
/// </summary>
public abstract class LossHead
{
    private protected LossHead(int outputs, string note)
    {
        Outputs = outputs;
        Note = note;
    }

    /// <summary>Gets how many outputs the network has.</summary>
    public int Outputs { get; }

    /// <summary>Gets what a reader of the results should know about it, as a sentence, or an empty text.</summary>
    public string Note { get; }

    /// <summary>Finds the head of a loss for a data set.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="text">The loss as it was written.</param>
    /// <param name="dataset">The data.</param>
    /// <returns>The head.</returns>
    /// <exception cref="DataException">The loss does not fit the task or the data.</exception>
    internal static LossHead For(Loss loss, string text, Dataset dataset)
    {
        var isRegression = dataset.Task == LearningTask.Regression;
        if (loss.Card.Family == LossFamily.Regression != isRegression)
        {
            throw new DataException(Misfits.WrongTask(loss, text, dataset));
        }

        return isRegression ? RegressionHeads.For(loss, text, dataset) : ClassificationHeads.For(loss, dataset);
    }

    /// <summary>Learns from the training part what the head needs: the target's units.</summary>
    internal abstract FittedHead Fit(EncodedRows training, Standardisation target);
}
