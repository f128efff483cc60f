namespace LossKit;

/// <summary>A loss in the race, with the way it is put on a network for the task.</summary>
public sealed class Contender
{
    private Contender(string text, Loss loss, LossHead head)
    {
        Text = text;
        Loss = loss;
        Head = head;
    }

    /// <summary>Gets the loss as it was written: <c>huber:delta=0.5</c>. It names the contender everywhere.</summary>
    public string Text { get; }

    /// <summary>Gets the loss.</summary>
    public Loss Loss { get; }

    /// <summary>Gets how outputs of a network become what the loss takes, and what the metrics take.</summary>
    public LossHead Head { get; }

    /// <summary>Reads the contenders, or takes the default ones for the task.</summary>
    /// <param name="texts">The losses as written; empty for the default.</param>
    /// <param name="dataset">The data they are trained on.</param>
    /// <returns>The contenders, in the order written.</returns>
    /// <exception cref="LossException">A loss or option is unknown or out of range.</exception>
    /// <exception cref="DataException">A loss does not fit the task or the data; the sentence says why and which does.</exception>
    public static IReadOnlyList<Contender> Read(IReadOnlyList<string> texts, Dataset dataset)
    {
        var contenders = new List<Contender>();
        foreach (var text in texts.Count > 0 ? texts : DefaultLosses.For(dataset))
        {
            if (contenders.Exists(contender => string.Equals(contender.Text, text, StringComparison.Ordinal)))
            {
                throw new DataException($"--losses names '{text}' twice; name each loss once.");
            }

            var loss = LossCatalog.Parse(text);
            var head = LossHead.For(loss, text, dataset);
            if (loss.Card.Reductions.Count > 0 && loss.Reduction != Reduction.Mean)
            {
                throw new DataException($"'{text}' is not a mean over the batch; a fair race needs reduction mean, so leave it out.");
            }

            contenders.Add(new(text, loss, head));
        }

        return contenders;
    }
}
