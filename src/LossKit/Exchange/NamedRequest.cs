namespace LossKit;

/// <summary>An evaluation by name, checked against the card: every needed input is there, none is unknown.</summary>
internal sealed class NamedRequest
{
    private readonly LossCard _card;
    private readonly IReadOnlyDictionary<string, NamedArray> _inputs;

    /// <summary>Initializes a new instance of the <see cref="NamedRequest"/> class.</summary>
    /// <param name="card">The loss's card.</param>
    /// <param name="inputs">The inputs by name; those fixed when the loss is made may be among them.</param>
    /// <param name="wanted">What the answer shall hold.</param>
    /// <param name="width">The register width.</param>
    public NamedRequest(LossCard card, IReadOnlyDictionary<string, NamedArray> inputs, Answers wanted, LaneWidth width)
    {
        _card = card;
        _inputs = inputs;
        Wanted = wanted;
        Width = width;
        foreach (var name in inputs.Keys)
        {
            if (!card.Inputs.Any(input => string.Equals(input.Name, name, StringComparison.Ordinal)))
            {
                throw Sentences.UnknownInput(card.Id, name, [.. card.Inputs.Select(input => input.Name)]);
            }
        }

        foreach (var input in card.Inputs)
        {
            if (!input.IsOptional && !inputs.ContainsKey(input.Name))
            {
                throw Sentences.MissingInput(card.Id, input.Name, input.Shape);
            }
        }
    }

    /// <summary>Gets what the answer shall hold.</summary>
    public Answers Wanted { get; }

    /// <summary>Gets the register width.</summary>
    public LaneWidth Width { get; }

    /// <summary>Gets the inputs by name.</summary>
    public IReadOnlyDictionary<string, NamedArray> Given => _inputs;

    /// <summary>Gets whether gradients are wanted.</summary>
    public bool WantsGradients => Wanted.HasFlag(Answers.Gradients);

    /// <summary>Gets whether second derivatives are wanted.</summary>
    public bool WantsHessian => Wanted.HasFlag(Answers.Hessian);

    /// <summary>Gives an input that is there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The input.</returns>
    public NamedArray this[string name] => _inputs[name];

    /// <summary>Gives the numbers of an input in the element type; empty for an absent one.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">The input's name.</param>
    /// <returns>The numbers, rounded to the type.</returns>
    public T[] Numbers<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        _inputs.TryGetValue(name, out var array) ? Array.ConvertAll(array.Values, T.CreateTruncating) : [];

    /// <summary>Gives an input's shape, or null where it is absent.</summary>
    /// <param name="name">The input's name.</param>
    /// <returns>The dimensions.</returns>
    public int[]? Shape(string name) => _inputs.TryGetValue(name, out var array) ? array.Shape : null;

    /// <summary>Checks that an input, where it is there, has a shape.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="expected">The shape.</param>
    public void CheckShape(string name, ReadOnlySpan<int> expected)
    {
        if (Shape(name) is int[] shape)
        {
            Guard.Shape<int>(name, shape, expected);
        }
    }
}
