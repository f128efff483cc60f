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

    /// <summary>Gets what losses have to agree in so that one network can be trained with their sum: what its outputs mean.</summary>
    internal virtual object Meaning => GetType();

    /// <summary>Finds the head of a loss for a data set.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="text">The loss as it was written.</param>
    /// <param name="dataset">The data.</param>
    /// <returns>The head.</returns>
    /// <exception cref="DataException">The loss does not fit the task or the data.</exception>
    internal static LossHead For(Loss loss, string text, Dataset dataset)
    {
        if (loss.Parts().Any(part => part is TensorLoss))
        {
            throw new DataException(Misfits.NoTable(loss, text, dataset));
        }

        if (ProportionHead.Fits(loss, dataset)) return new ProportionHead((MatchedLoss)loss);
        var isRegression = dataset.Task == LearningTask.Regression;
        if (loss.Parts().FirstOrDefault(part => part.Card.Family == LossFamily.Regression != isRegression) is Loss stranger)
        {
            throw new DataException(Misfits.WrongTask(stranger, text, dataset));
        }

        if (loss is ILossSum && loss.Parts().Select(part => For(part, text, dataset).Meaning).Distinct().Count() > 1)
        {
            throw new DataException(Misfits.MixedTerms(text));
        }

        return isRegression ? RegressionHeads.For(loss, text, dataset) : ClassificationHeads.For(loss, dataset);
    }

    /// <summary>Learns from the training part what the head needs: the target's units.</summary>
    internal abstract FittedHead Fit(EncodedRows training, Standardisation target);
}
