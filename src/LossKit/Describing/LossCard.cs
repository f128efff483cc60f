namespace LossKit;

/// <summary>
/// What there is to know about a loss, written once beside its kernel: the command, the docs and the tests read it from here.
/// </summary>
public sealed record LossCard
{
    /// <summary>Gets the name of the loss in the catalogue, in kebab-case: <c>smooth-l1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name a reader knows it by: "Smooth L1".</summary>
    public required string Title { get; init; }

    /// <summary>Gets the other names that the catalogue finds it under.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the family it belongs to.</summary>
    public required LossFamily Family { get; init; }

    /// <summary>Gets what it means, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>Gets the formula of the value of one element or row.</summary>
    public required string Formula { get; init; }

    /// <summary>Gets the formula of the gradient.</summary>
    public required string Gradient { get; init; }

    /// <summary>Gets the formula of the second derivative, where the loss offers one.</summary>
    public string? Hessian { get; init; }

    /// <summary>Gets the inputs, in the order they are passed.</summary>
    public required IReadOnlyList<LossInput> Inputs
    {
        get;
        init
        {
            field = value;
            Arguments = [.. value.Where(input => input.Role != InputRole.ClassWeight)];
        }
    }

    /// <summary>Gets the inputs that a call takes, in their order: all but the weights of classes, which belong to the loss for its life.</summary>
    public IReadOnlyList<LossInput> Arguments { get; private init; } = [];

    /// <summary>Gets the options beside <c>reduction</c>.</summary>
    public IReadOnlyList<LossOption> Options { get; init; } = [];

    /// <summary>Gets the reductions it accepts, the default first; none where it always gives a single value.</summary>
    public IReadOnlyList<Reduction> Reductions { get; init; } = [Reduction.Mean, Reduction.Sum, Reduction.None];

    /// <summary>Gets the noise model whose negative log-likelihood it is, or null where there is none.</summary>
    public NoiseModel? Noise { get; init; }

    /// <summary>Gets when to use it, in a sentence or two.</summary>
    public required string UseWhen { get; init; }

    /// <summary>Gets when something else is better.</summary>
    public required string AvoidWhen { get; init; }

    /// <summary>Gets what people get wrong with it, a sentence each: the mistake, what it looks like, and what to do.</summary>
    public IReadOnlyList<string> Pitfalls { get; init; } = [];

    /// <summary>Gets where it comes from: paper or standard.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets its names in other libraries and what differs there.</summary>
    public required IReadOnlyList<ElsewhereName> Elsewhere { get; init; }

    /// <summary>Gets the path along which its picture is drawn; null for the path that its form of inputs has by default.</summary>
    public LossCurve? Curve { get; init; }

    /// <summary>
    /// Gets the options whose curves its picture shows side by side, as the catalogue parses them: "gamma=0", "gamma=2"; none for the
    /// defaults alone.
    /// </summary>
    public IReadOnlyList<string> Pictured { get; init; } = [];

    /// <summary>Gets whether second derivatives are offered.</summary>
    public bool HasHessian => Hessian is not null;

    /// <summary>Checks an option against its domain.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The number.</param>
    /// <returns>The number.</returns>
    /// <exception cref="LossException">It is NaN or lies outside.</exception>
    internal double Check(string option, double value)
    {
        var domain = Options.First(known => string.Equals(known.Name, option, StringComparison.Ordinal)).Domain;
        return !double.IsNaN(value) && domain.Contains(value)
            ? value
            : throw Sentences.InvalidOption(option, Sentences.Number(value), domain.ToString());
    }

    /// <summary>Checks that the loss has a reduction.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="LossException">It has not.</exception>
    internal Reduction Check(Reduction reduction) => Reductions.Count == 0 || Reductions.Contains(reduction)
        ? reduction
        : throw Sentences.InvalidOption(
            "reduction", OptionText.Kebab(reduction), $"one of {string.Join(", ", Reductions.Select(OptionText.Kebab))}");
}
