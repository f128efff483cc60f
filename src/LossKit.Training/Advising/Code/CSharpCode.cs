using System.Globalization;

namespace LossKit;

/// <summary>Writes the lines that train with a recommended loss in LossKit.</summary>
public static class CSharpCode
{
    private const string Rows = "model.Forward(rows)";
    private static readonly string[] ModelAndRows = ["Module model", "Variable rows"];

    /// <summary>Writes the code.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <returns>The code: the loss is made, evaluated and taken back through the graph.</returns>
    public static CodeSample Of(Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var recommended = recommendation.Loss;
        var loss = LossCatalog.Parse(recommended.Text);
        var (call, inputs) = Call(loss);
        string[] made = [.. ModelEnd(loss), $"var criterion = {New(recommended.Text, loss, recommended.ClassWeights)};"];
        if (recommended.Beside is { } beside)
        {
            return new(
                [
                    .. made,
                    $"var other = {New(beside, LossCatalog.Parse(beside), null)};",
                    $"{call.Replace("Variable loss", "Variable discriminatorLoss", StringComparison.Ordinal)}   // one step of the discriminator",
                    "Variable generatorLoss = other.Forward(fake);   // and one of the generator, each with its own optimizer",
                ],
                inputs,
                string.Empty);
        }

        return new([.. made, call, "loss.Backward();"], inputs, WeightNote(recommended));
    }

    private static string WeightNote(RecommendedLoss recommended) => recommended.ClassWeights switch
    {
        [] => "Put the weights of your classes in place of those written: the rows of all over those of the class.",
        _ => string.Empty,
    };

    private static string New(string text, Loss loss, IReadOnlyList<double>? weights)
    {
        var writing = LossWriting.Of(text);
        List<string> arguments = [.. writing.Options.Select(option => Argument(writing.Id, option.Name, option.Value))];
        if (weights is not null)
        {
            var numbers = weights.Count > 0 ? string.Join(", ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture))) : "1, 5";
            arguments.Add(loss is BceWithLogitsLoss ? $"posWeights: [{(weights.Count > 0 ? numbers : "5")}]" : $"classWeights: [{numbers}]");
        }

        return $"new {loss.GetType().Name}({string.Join(", ", arguments)})";
    }

    // Where an option's word is no number, its parameter is of a type that says what it means.
    private static string Argument(string id, string option, string value) => (id, option) switch
    {
        ("quantile", "quantiles") => $"[{value.Replace("/", ", ", StringComparison.Ordinal)}]",
        ("tversky", "alpha") => $"falsePositiveWeight: {value}",
        ("tversky", "beta") => $"falseNegativeWeight: {value}",
        ("info-nce", "symmetric") => "directions: ContrastDirections.Both",
        ("online-triplet", "mining") => $"miner: TripletMiner.{Pascal(value)}",
        ("gan-discriminator", "kind") => $"kind: DiscriminatorKind.{Pascal(value)}",
        ("gan-generator", "kind") => $"kind: GeneratorKind.{Pascal(value)}",
        _ => $"{Camel(option)}: {value}",
    };

    // What the loss takes a network's outputs for, where that is not the target's own unit or a plain logit.
    private static IEnumerable<string> ModelEnd(Loss loss) => loss switch
    {
        BceLoss => ["// The model ends with probabilities of the second class."],
        NllLoss => ["// The model ends with probabilities of the classes; a logarithm of 0 is what logits would spare you."],
        HingeLoss => ["// The targets are -1 and +1."],
        PoissonNllLoss => ["// The model predicts the logarithm of the rate; Exp() of it is the count."],
        NegativeBinomialNllLoss or TweedieLoss => ["// The model predicts the logarithm of the mean; Exp() of it is the prediction."],
        MsleLoss => ["// The model predicts ln(1 + target), so that predictions are always above -1."],
        HuberLoss or GeneralRobustLoss or EpsilonInsensitiveLoss or LogCoshLoss or CharbonnierLoss =>
            ["// The targets are standardised: their mean is 0 and their standard deviation 1."],
        QuantileLoss { Quantiles.Count: > 1 } quantiles => [$"// The model has {quantiles.Quantiles.Count} outputs a row, one for each quantile."],
        GaussianNllLoss => ["// The model has two outputs; Exp() of the second is the variance."],
        GeneralizedCrossEntropyLoss or CrossEntropyLoss or MultiMarginLoss => ["// The model has an output for each class; labels are class indices from 0."],
        DiceLoss or TverskyLoss or GeneralizedDiceLoss => ["// The prediction is probabilities; with logits add activation: RegionActivation.Softmax, or Sigmoid."],
        KlDivergenceLoss => ["// The prediction is the logarithm of probabilities: LogSoftmax() of logits."],
        VaeLoss => ["// The reconstruction is probabilities; see ReconstructionLoss for logits and values."],
        _ => [],
    };

    private static (string Line, IReadOnlyList<string> Inputs) Call(Loss loss) => loss switch
    {
        GaussianNllLoss => ("Variable loss = criterion.Forward(mean, target, variance);", ["Variable mean", "Variable target", "Variable variance"]),
        CtcLoss => (
            "Variable loss = criterion.Forward(logits, targets, inputLengths, targetLengths);",
            ["Variable logits", "int[] targets", "int[] inputLengths", "int[] targetLengths"]),
        NllLoss => ($"Variable loss = criterion.Forward({Rows}.Log(), labels);", [.. ModelAndRows, "int[] labels"]),
        MsleLoss => ($"Variable loss = criterion.Forward({Rows}.Exp() - 1f, targets);", [.. ModelAndRows, "float[] targets"]),
        ClassLoss => ($"Variable loss = criterion.Forward({Rows}, labels);", [.. ModelAndRows, "int[] labels"]),
        MatchedLoss => ($"Variable loss = criterion.Forward({Rows}, targets);", [.. ModelAndRows, "float[] targets"]),
        _ => OfTensors(loss),
    };

    private static (string Line, IReadOnlyList<string> Inputs) OfTensors(Loss loss)
    {
        LossInput[] inputs = [.. loss.Card.Arguments.Where(input => !input.IsOptional)];
        return (
            $"Variable loss = criterion.Forward({string.Join(", ", inputs.Select(input => Camel(input.Name)))});",
            [.. inputs.Select(input => $"{(IsIndex(input) ? "int[]" : "Variable")} {Camel(input.Name)}")]);
    }

    private static bool IsIndex(LossInput input) => input.Role == InputRole.Label
        || (input.Shape.Contains("class indices", StringComparison.Ordinal) && !input.Shape.StartsWith("as prediction", StringComparison.Ordinal));

    private static string Pascal(string word) => string.Concat(word.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + Pascal(word)[1..];
}
