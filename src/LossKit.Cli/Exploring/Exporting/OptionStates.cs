namespace LossKit.Cli;

/// <summary>What a loss looks like with certain options.</summary>
/// <param name="Error">Why there is no picture; null where there is one.</param>
/// <param name="Names">What the lines are called.</param>
/// <param name="Pictures">A picture for each quantity.</param>
/// <param name="Heights">The numbers of all lines.</param>
internal sealed record OptionState(
    string? Error, IReadOnlyList<string> Names, IReadOnlyList<string> Pictures, IReadOnlyList<double> Heights);

/// <summary>
/// The pictures of a loss for the places of its options. As many options as can be paid for move together, every place of one with every
/// place of the others; the rest move alone, with the others at their defaults.
/// </summary>
internal sealed class OptionStates
{
    // So many combinations a page may hold: their pictures are alike, so they pack into some hundred kilobytes.
    private const int MostTogether = 130;

    // Enough to see whether an option changes anything.
    private const int Probing = 5;

    private const int Alone = 17;

    // The places of a slider where one, two or three of them move together.
    private static readonly int[] Together = [33, 9, 5];

    private readonly LossCard _card;
    private readonly Dictionary<string, OptionState> _evaluated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<OptionState> _states = [];

    private OptionStates(LossCard card)
    {
        _card = card;
        var moving = card.Options.Where(Changes).ToArray();
        var joint = JointOf(moving);
        Options = [.. moving.Select(option => Valid(OptionPlaces.Of(option, joint.Contains(option) ? PlacesTogether(joint) : Alone)))];
        Joint = [.. Options.Index().Where(option => joint.Contains(option.Item.Option)).Select(option => option.Index)];
        Still = [.. card.Options.Except(moving).Select(option => option.Name)];
        JointStates = [.. Combinations().Select(StateOf)];
    }

    /// <summary>Gets the options that can be moved.</summary>
    public IReadOnlyList<OptionPlaces> Options { get; }

    /// <summary>Gets the names of the options that cannot: they change no picture, or take lists that nobody can guess.</summary>
    public IReadOnlyList<string> Still { get; }

    /// <summary>Gets which of the options move together, by their places among them.</summary>
    public IReadOnlyList<int> Joint { get; }

    /// <summary>Gets the numbers of the states of the joint options, the places of the last one changing fastest.</summary>
    public IReadOnlyList<int> JointStates { get; }

    /// <summary>Gets the states that the numbers are of.</summary>
    public IReadOnlyList<OptionState> States => _states;

    /// <summary>Evaluates a loss.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>Its pictures.</returns>
    public static OptionStates Of(LossCard card) => new(card);

    /// <summary>Gives the numbers of the states of an option that moves alone.</summary>
    /// <param name="option">The option.</param>
    /// <returns>A number for each of its places.</returns>
    public IReadOnlyList<int> AloneStates(OptionPlaces option) =>
        [.. Enumerable.Range(0, option.Texts.Count).Select(place => StateOf([(option, place)]))];

    private static bool IsSlider(LossOption option) => option.Kind is OptionKind.Number or OptionKind.OptionalNumber;

    // In the order of the card, which names first what matters most.
    private static List<LossOption> JointOf(LossOption[] moving)
    {
        var joint = new List<LossOption>();
        foreach (var option in moving)
        {
            LossOption[] larger = [.. joint, option];
            if (larger.Count(IsSlider) <= Together.Length && Combinations(larger) <= MostTogether)
            {
                joint.Add(option);
            }
        }

        return joint;
    }

    private static int PlacesTogether(IEnumerable<LossOption> joint) => Together[Math.Max(1, joint.Count(IsSlider)) - 1];

    private static int Combinations(LossOption[] joint) =>
        joint.Aggregate(1, (product, option) => product * OptionPlaces.Of(option, PlacesTogether(joint)).Texts.Count);

    private bool Changes(LossOption option)
    {
        var places = OptionPlaces.Of(option, Probing);
        var start = Evaluate([]).Heights;
        return Enumerable.Range(0, places.Texts.Count)
            .Select(place => Evaluate([(places, place)]))
            .Any(state => state.Error is null && !state.Heights.SequenceEqual(start));
    }

    private OptionPlaces Valid(OptionPlaces option)
    {
        var places = Enumerable.Range(0, option.Texts.Count).Where(place => Evaluate([(option, place)]).Error is null).ToArray();
        return option with { Texts = [.. places.Select(place => option.Texts[place])], Start = Array.IndexOf(places, option.Start) };
    }

    private List<List<(OptionPlaces Option, int Place)>> Combinations()
    {
        List<List<(OptionPlaces Option, int Place)>> combinations = [[]];
        foreach (var option in Joint.Select(index => Options[index]))
        {
            var places = Enumerable.Range(0, option.Texts.Count).Select(place => (option, place)).ToArray();
            combinations = [.. combinations.SelectMany(begun => places.Select(place => begun.Append(place).ToList()))];
        }

        return combinations;
    }

    private int StateOf(IReadOnlyList<(OptionPlaces Option, int Place)> options)
    {
        var text = TextOf(options);
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _states.Count;
            _numbers.Add(text, number);
            _states.Add(Evaluate(options));
        }

        return number;
    }

    private OptionState Evaluate(IReadOnlyList<(OptionPlaces Option, int Place)> options)
    {
        var text = TextOf(options);
        if (!_evaluated.TryGetValue(text, out var state))
        {
            state = Evaluate(text);
            _evaluated.Add(text, state);
        }

        return state;
    }

    private static OptionState Evaluate(string text)
    {
        try
        {
            var overlay = CurveOverlay.Of([text]);
            var lines = overlay.Panels.SelectMany(panel => panel.Series).SelectMany(series => series.Lines);
            var pictures = PagePictures.Of(overlay, overlay.Quantities(CurveDetail.Derivatives));
            return new(null, overlay.Names, [.. pictures], [.. lines.SelectMany(line => line.Heights)]);
        }
        catch (Exception exception) when (exception is UsageException or LossException)
        {
            return new(exception.Message, [], [], []);
        }
    }

    // What stands at its default need not be written.
    private string TextOf(IReadOnlyList<(OptionPlaces Option, int Place)> options) => string.Join(
        ':',
        options.Where(option => option.Place != option.Option.Start)
            .Select(option => $"{option.Option.Option.Name}={option.Option.Texts[option.Place]}")
            .Prepend(_card.Id));
}
