namespace LossKit;

/// <summary>A loss of the catalogue: its card, and how it is made from options by name.</summary>
public sealed class LossEntry
{
    private readonly Func<LossOptions, Loss> _create;

    private LossEntry(LossCard card, Type type, Func<LossOptions, Loss> create)
    {
        Card = card;
        Type = type;
        _create = create;
    }

    /// <summary>Gets what there is to know about the loss.</summary>
    public LossCard Card { get; }

    /// <summary>Gets the class of the loss.</summary>
    public Type Type { get; }

    /// <summary>Gets the names that find it: the id, then the aliases.</summary>
    public IEnumerable<string> Names => [Card.Id, .. Card.Aliases];

    /// <summary>Makes the loss with its defaults.</summary>
    /// <returns>The loss.</returns>
    public Loss Create() => Create(new LossOptions(Card));

    /// <summary>Makes the loss.</summary>
    /// <param name="options">Its options, read against its card.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="LossException">An option lies outside its domain.</exception>
    public Loss Create(LossOptions options) => _create(options);

    /// <summary>Evaluates the loss by name, as <c>losskit eval</c> does: options and inputs as they come from a file.</summary>
    /// <param name="options">The options; weights of classes or outputs are taken from the inputs.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="precision">Which kernels compute.</param>
    /// <param name="wanted">What the answer shall hold.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="LossException">What is wrong with the request.</exception>
    public LossAnswer Evaluate(
        LossOptions options, IReadOnlyDictionary<string, NamedArray> inputs, Precision precision, Answers wanted) =>
        Prepare(options, inputs).Evaluate(inputs, precision, wanted);

    internal static LossEntry Of(LossCard card, Type type, Func<LossOptions, Loss> create) => new(card, type, create);

    internal static LossEntry Of<TLoss>()
        where TLoss : Loss, ICatalogued<TLoss> =>
        new(TLoss.About, typeof(TLoss), TLoss.Create);

    /// <summary>Makes the loss with those inputs that are fixed when it is made.</summary>
    internal Loss Prepare(LossOptions options, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(inputs);
        var input = Card.Inputs.FirstOrDefault(input => input.Role == InputRole.ClassWeight);
        if (input is not null && inputs.TryGetValue(input.Name, out var weights))
        {
            if (weights.Shape.Length != 1)
            {
                throw Sentences.WrongRank(input.Name, Sentences.Shape<int>(weights.Shape), input.Shape);
            }

            options.ClassWeights = weights.Values;
        }

        return Create(options);
    }
}
