namespace LossKit.Tests;

/// <summary>One way to use a loss: its options and the form of its inputs. The laws run over all of them.</summary>
/// <param name="Entry">The loss.</param>
/// <param name="Options">Its options as the catalogue parses them: <c>alpha=1:scale=2</c>.</param>
/// <param name="Form">How its inputs belong together.</param>
/// <param name="Positions">The dimension behind the class axis; 0 for none.</param>
/// <param name="Weighting">Which of its optional weights are given; none for those that have none.</param>
internal sealed record LossCase(LossEntry Entry, string Options, InputForm Form, int Positions, InputRole? Weighting)
{
    /// <summary>Gets which of the shapes that the card allows is used, for inputs that have several.</summary>
    public int Alternative { get; init; }

    /// <summary>Gets the card.</summary>
    public LossCard Card => Entry.Card;

    /// <summary>Gets the name that a failing test shows.</summary>
    public string Name =>
        (Options.Length > 0 ? $"{Card.Id}:{Options}" : Card.Id)
        + (Form is InputForm.ClassProbabilities ? " probabilities" : string.Empty)
        + (Alternative > 0 ? $" alternative {Alternative}" : string.Empty)
        + (Positions > 0 ? $" [N,C,{Positions}]" : string.Empty)
        + Weighting switch { InputRole.Weight => " weights", InputRole.ClassWeight => " class weights", _ => string.Empty };

    /// <summary>Gets whether targets are class indices or cover all classes, so that rows are the unit.</summary>
    public bool IsByClass => Form is InputForm.ClassIndices or InputForm.ClassProbabilities;

    /// <summary>Gets whether inputs have rows of several numbers, so that their width can be chosen.</summary>
    public bool HasRows => IsByClass || Form is InputForm.LabelRows or InputForm.Tensors || Weighting == InputRole.ClassWeight;

    /// <summary>Gets the target that is ignored, null for none.</summary>
    public int? IgnoreIndex => Make() switch
    {
        ClassLoss loss => loss.IgnoreIndex,
        LinearCrossEntropyLoss loss => loss.IgnoreIndex,
        _ => null,
    };

    /// <summary>Reads the options again, since preparing a loss may add class weights to them.</summary>
    /// <param name="reduction">The reduction, where the loss has it; else its default.</param>
    /// <returns>The options.</returns>
    public LossOptions ReadOptions(Reduction reduction = Reduction.Mean)
    {
        var options = new LossOptions(Card);
        foreach (var pair in Options.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=');
            options.SetText(parts[0], parts[1]);
        }

        if (Card.Reductions.Count > 0)
        {
            options.Reduction = Card.Reductions.Contains(reduction) ? reduction : Card.Reductions[0];
        }

        return options;
    }

    /// <summary>Makes the loss without weights of classes.</summary>
    /// <param name="reduction">The reduction, where the loss has one.</param>
    /// <returns>The loss.</returns>
    public Loss Make(Reduction reduction = Reduction.Mean) => Entry.Create(ReadOptions(reduction));

    /// <summary>Makes the loss with those inputs that are fixed for its life.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="reduction">The reduction, where the loss has one.</param>
    /// <returns>The loss.</returns>
    public Loss Make(IReadOnlyDictionary<string, NamedArray> inputs, Reduction reduction = Reduction.Mean) =>
        Entry.Prepare(ReadOptions(reduction), inputs);

    /// <summary>Evaluates the loss by name.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="reduction">The reduction, where the loss has one.</param>
    /// <param name="precision">The element type.</param>
    /// <param name="wanted">What the answer shall hold; everything that the loss has by default.</param>
    /// <param name="width">The register width.</param>
    /// <returns>The answer.</returns>
    public LossAnswer Evaluate(
        IReadOnlyDictionary<string, NamedArray> inputs,
        Reduction reduction = Reduction.Mean,
        Precision precision = Precision.Double,
        Answers? wanted = null,
        LaneWidth? width = null) =>
        Make(inputs, reduction).Evaluate(inputs, precision, wanted ?? Everything, width ?? LaneDispatch.Widest);

    /// <summary>Gets all that the loss can answer.</summary>
    public Answers Everything =>
        Card.HasHessian ? Answers.Value | Answers.Gradients | Answers.Hessian : Answers.Value | Answers.Gradients;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
