namespace LossKit;

/// <summary>
/// A loss: what a model is trained to make small. Its parameters are checked once, when it is made; it never changes
/// after that and can be used from any number of threads.
/// </summary>
public abstract partial class Loss
{
    private protected Loss(LossCard card, Reduction reduction)
    {
        Card = card;
        Reduction = card.Check(reduction);
    }

    /// <summary>Gets what there is to know about this kind of loss.</summary>
    public LossCard Card { get; }

    /// <summary>Gets what this loss, with its options, claims of itself.</summary>
    public abstract LossTraits Traits { get; }

    /// <summary>Gets how the losses of single elements or rows become the answer.</summary>
    public Reduction Reduction { get; }

    /// <summary>
    /// Evaluates the loss with inputs given by name, as files and other languages pass them. Programs that train call the
    /// typed methods instead, which copy nothing.
    /// </summary>
    /// <param name="inputs">The inputs, by the names on the card.</param>
    /// <param name="precision">Which kernels compute.</param>
    /// <param name="wanted">What the answer shall hold.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="LossException">An input is missing, unknown, of a wrong shape or outside its domain.</exception>
    public LossAnswer Evaluate(IReadOnlyDictionary<string, NamedArray> inputs, Precision precision, Answers wanted) =>
        Evaluate(inputs, precision, wanted, LaneDispatch.Widest);

    /// <summary>Evaluates the loss by name with registers of a given width, which never changes a result.</summary>
    internal LossAnswer Evaluate(
        IReadOnlyDictionary<string, NamedArray> inputs, Precision precision, Answers wanted, LaneWidth width)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (wanted.HasFlag(Answers.Hessian) && !Card.HasHessian)
        {
            throw Sentences.NoHessian(Card.Id);
        }

        var request = new NamedRequest(Card, inputs, wanted, width);
        return precision == Precision.Single ? EvaluateNamed<float>(request) : EvaluateNamed<double>(request);
    }

    private protected abstract LossAnswer EvaluateNamed<T>(NamedRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
