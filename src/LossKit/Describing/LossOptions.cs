using System.Globalization;

namespace LossKit;

/// <summary>
/// The options somebody wrote for a loss, read against its card: names known, kinds right. That a number lies inside its
/// domain is checked by the loss's constructor, where every caller passes.
/// </summary>
public sealed class LossOptions
{
    private const string ReductionName = "reduction";
    private readonly LossCard _card;
    private readonly Dictionary<string, object?> _written = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="LossOptions"/> class, with every option at its default.</summary>
    /// <param name="card">The card of the loss.</param>
    public LossOptions(LossCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        _card = card;
        Reduction = _card.Reductions.Count > 0 ? _card.Reductions[0] : Reduction.Mean;
    }

    /// <summary>Gets or sets the reduction; the first that the card names unless something else was written.</summary>
    public Reduction Reduction { get; set; }

    /// <summary>Gets or sets the factors of the classes or outputs, which belong to the loss and not to a call; null for none.</summary>
    public IReadOnlyList<double>? ClassWeights { get; set; }

    /// <summary>Takes a value that was read from JSON or code.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">A <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, array of double, or null.</param>
    /// <exception cref="LossException">The option is unknown, or takes another kind of value.</exception>
    public void Set(string name, object? value)
    {
        if (string.Equals(name, ReductionName, StringComparison.Ordinal) && _card.Reductions.Count > 0)
        {
            var words = _card.Reductions.Select(OptionText.Kebab).ToArray();
            Reduction = _card.Reductions[OptionText.Choose(ReductionName, value as string ?? OptionText.Show(value), words)];
            return;
        }

        var option = Find(name);
        _written[name] = OptionText.Convert(option, value);
    }

    /// <summary>Takes a value as it is written on a command line: <c>0.5</c>, <c>true</c>, <c>null</c>, <c>0.1/0.5/0.9</c>.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="text">The value.</param>
    /// <exception cref="LossException">The option is unknown, or the text is not a value of its kind.</exception>
    public void SetText(string name, string text)
    {
        var isReduction = string.Equals(name, ReductionName, StringComparison.Ordinal) && _card.Reductions.Count > 0;
        Set(name, isReduction ? text : OptionText.Parse(Find(name), text));
    }

    /// <summary>Says whether the option was written.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>Whether it was.</returns>
    public bool IsWritten(string name) => _written.ContainsKey(name);

    /// <summary>Gives a number.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written number, or the default.</returns>
    public double Number(string name) => (double)Value(name)!;

    /// <summary>Gives a number or null.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written value, or the default.</returns>
    public double? OptionalNumber(string name) => (double?)Value(name);

    /// <summary>Gives an integer.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written number, or the default.</returns>
    public int Integer(string name) => (int)(double)Value(name)!;

    /// <summary>Gives an integer or null.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written value, or the default.</returns>
    public int? OptionalInteger(string name) => (int?)(double?)Value(name);

    /// <summary>Gives a list of numbers.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written numbers, or the default.</returns>
    public double[] Numbers(string name) => (double[])Value(name)!;

    /// <summary>Gives a truth value.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written value, or the default.</returns>
    public bool Flag(string name) => (bool)Value(name)!;

    /// <summary>Gives a choice as it is written on the card.</summary>
    /// <param name="name">The option's name.</param>
    /// <returns>The written choice, or the default.</returns>
    public string Text(string name) => (string)Value(name)!;

    /// <summary>Gives a choice as a member of an enum whose names are the card's words in PascalCase.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="name">The option's name.</param>
    /// <returns>The written choice, or the default.</returns>
    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Single(member => string.Equals(OptionText.Kebab(member), Text(name), StringComparison.Ordinal));

    private object? Value(string name)
    {
        var option = Find(name);
        return _written.TryGetValue(name, out var value) ? value : OptionText.Convert(option, OptionText.Parse(option, option.Default));
    }

    private LossOption Find(string name) =>
        _card.Options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.Ordinal))
        ?? throw Sentences.UnknownOption(_card.Id, name, [.. _card.Options.Select(option => option.Name), .. ReductionNames()]);

    private IEnumerable<string> ReductionNames() => _card.Reductions.Count > 0 ? [ReductionName] : [];
}
