namespace LossKit;

/// <summary>NaN and infinities among the inputs, and where they begin.</summary>
internal sealed class NotFiniteCheck : MistakeCheck
{
    /// <summary>Gets what there is to know about NaN and infinities, of inputs and of the loss itself.</summary>
    public static FindingGuide Told { get; } = new(
        FindingCode.NotFinite,
        FindingSeverity.Error,
        "A number of an input is NaN or infinite (a score of −∞, which masks a class, is not counted); or all inputs are finite, but the "
            + "loss or one of its gradients is not, in double or in single precision.",
        "One such number makes the loss, and after one step every weight, NaN.",
        "Find the first place named and what made it: a division by 0, a logarithm of 0, an exponential, a missing cell, too high a "
            + "learning rate. "
            + "Leave such rows out, or give them a weight of 0.");

    /// <inheritdoc/>
    public override FindingGuide Guide => Told;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination) => examination.Loss.Card.Arguments
        .Where(input => examination.Inputs.ContainsKey(input.Name))
        .Select(input => OfInput(examination, input.Name))
        .OfType<Finding>();

    private Finding? OfInput(Examination examination, string name)
    {
        var array = examination.Inputs[name];
        var masks = examination.Reading.HasClassRows && string.Equals(name, "prediction", StringComparison.Ordinal);
        var places = array.Values.Index()
            .Where(item => !double.IsFinite(item.Item) && !(masks && double.IsNegativeInfinity(item.Item)))
            .Select(item => item.Index)
            .ToArray();
        return places.Length == 0 ? null : Found(
            name,
            $"{Say.Of(places.Length, array.Values.Length)} numbers of {name} are NaN or infinite, the first is "
                + $"{Say.Place(name, array, places[0])} = "
            + $"{Sentences.Number(array.Values[places[0]])}.") with
        {
            Share = (double)places.Length / array.Values.Length,
            Index = places[0],
            Value = array.Values[places[0]],
        };
    }
}
