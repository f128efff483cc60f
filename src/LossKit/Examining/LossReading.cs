namespace LossKit;

/// <summary>What a loss wants of prediction and target, read from its card and its options.</summary>
internal sealed record LossReading
{
    private const string PredictionName = "prediction";
    private const string TargetName = "target";

    /// <summary>Gets whether the loss compares an input prediction with an input target.</summary>
    public required bool HasPair { get; init; }

    /// <summary>Gets what the prediction is taken for.</summary>
    public required PredictionKind Prediction { get; init; }

    /// <summary>Gets what rows of targets over competing classes are taken for; Other where they are nothing of the kind.</summary>
    public required PredictionKind TargetRows { get; init; }

    /// <summary>Gets the targets allowed, where they are no class indices.</summary>
    public required Domain TargetDomain { get; init; }

    /// <summary>Gets whether the classes of a row compete: one softmax over axis 1.</summary>
    public required bool HasClassRows { get; init; }

    /// <summary>Gets whether targets may be class indices.</summary>
    public required bool TakesIndices { get; init; }

    /// <summary>Gets whether targets may have the shape of the prediction.</summary>
    public required bool TakesSameShape { get; init; }

    /// <summary>Gets the class index that is left out; null for none.</summary>
    public required int? IgnoreIndex { get; init; }

    /// <summary>Gets whether classes or positive labels are weighted by the loss itself.</summary>
    public required bool IsWeighted { get; init; }

    /// <summary>Reads a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>What it wants.</returns>
    public static LossReading Of(Loss loss)
    {
        if (loss is not ILossSum sum)
        {
            return OfSingle(loss);
        }

        var terms = sum.Terms.Select(term => OfSingle(term.Loss)).ToArray();
        var first = terms[0];
        return first with
        {
            Prediction = Array.TrueForAll(terms, term => term.Prediction == first.Prediction) ? first.Prediction : PredictionKind.Other,
            TargetRows = Array.TrueForAll(terms, term => term.TargetRows == first.TargetRows) ? first.TargetRows : PredictionKind.Other,
            TargetDomain = TargetOf(loss),
            IgnoreIndex = Array.TrueForAll(terms, term => term.IgnoreIndex == first.IgnoreIndex) ? first.IgnoreIndex : null,
            TakesSameShape = Array.TrueForAll(terms, term => term.TakesSameShape),
            IsWeighted = Array.Exists(terms, term => term.IsWeighted),
        };
    }

    /// <summary>Gives the numbers that an input of a loss may hold, with the loss's options.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="input">The input's name.</param>
    /// <returns>The numbers.</returns>
    public static Domain DomainOf(Loss loss, string input)
    {
        var place = loss.Card.Arguments.Index().First(item => string.Equals(item.Item.Name, input, StringComparison.Ordinal));
        return (loss, place.Index) switch
        {
            (MatchedLoss matched, 0) => matched.Accepts.Prediction,
            (MatchedLoss matched, 1) => matched.Accepts.Target,
            (KlDivergenceLoss { Scale: TargetScale.Probabilities }, 1) => Domain.NonNegative,
            (TensorLoss tensor, var index) => tensor.DomainOf(index),
            _ => place.Item.Domain,
        };
    }

    private static LossReading OfSingle(Loss loss)
    {
        var (prediction, target) = (Find(loss, PredictionName), Find(loss, TargetName));
        var hasPair = target is { Role: InputRole.Target } && (prediction is { Role: InputRole.Differentiable } || loss is LinearCrossEntropyLoss);
        var words = target?.Shape ?? string.Empty;
        return new()
        {
            HasPair = hasPair,
            Prediction = loss is LinearCrossEntropyLoss or CtcLoss ? PredictionKind.Logits
                : hasPair ? KindOf(loss, prediction!, target!)
                : PredictionKind.Other,
            TargetRows = loss switch
            {
                DistillationLoss => PredictionKind.Logits,
                KlDivergenceLoss { Scale: TargetScale.LogProbabilities } => PredictionKind.LogProbabilities,
                ClassLoss or DivergenceLoss => PredictionKind.Probabilities,
                _ => PredictionKind.Other,
            },
            TargetDomain = TargetOf(loss),
            HasClassRows = loss is ClassLoss or DivergenceLoss or ActivatedRegionLoss { Activation: RegionActivation.Softmax }
                or CrossEntropyDiceLoss or LovaszLoss { Mode: LovaszMode.Softmax } or LinearCrossEntropyLoss or CtcLoss,
            TakesIndices = Says(words, "class indices"),
            TakesSameShape = Says(words, "as prediction") || !Says(words, "class indices"),
            IgnoreIndex = loss switch
            {
                ClassLoss classes => classes.IgnoreIndex,
                RegionLoss regions => regions.IgnoreIndex,
                LinearCrossEntropyLoss linear => linear.IgnoreIndex,
                _ => null,
            },
            IsWeighted = loss switch
            {
                ClassLoss classes => classes.ClassWeights.Count > 0,
                LinearCrossEntropyLoss linear => linear.ClassWeights.Count > 0,
                BceWithLogitsLoss binary => binary.PosWeights.Count > 0,
                MultiLabelSoftMarginLoss labels => labels.ClassWeights.Count > 0,
                _ => false,
            },
        };
    }

    private static PredictionKind KindOf(Loss loss, LossInput prediction, LossInput target)
    {
        var domain = DomainOf(loss, PredictionName);
        if (domain == Domain.UnitInterval)
        {
            return PredictionKind.Probabilities;
        }

        var words = $"{prediction.Shape} {loss.Card.Noise?.Meaning}";
        return Says(words, "log-probabilities") ? PredictionKind.LogProbabilities
            : Says(words, "logit") ? PredictionKind.Logits
            : Says(words, "probabilit") ? PredictionKind.Probabilities
            : Says(words, "scores") || IsMargin(loss, target) ? PredictionKind.Scores
            : loss.Card.Family == LossFamily.Classification || loss is RegionLoss ? PredictionKind.Logits
            : IsError(loss) ? PredictionKind.Values
            : PredictionKind.Other;
    }

    // Labels of −1 and +1 without a likelihood behind them: only the side of the margin counts.
    private static bool IsMargin(Loss loss, LossInput target) =>
        loss.Card.Family == LossFamily.Classification && target.Domain == Domain.Signs;

    // Zero at the target, or the same on both sides of it: the prediction is in the target's unit. A Gaussian's mean is too.
    private static bool IsError(Loss loss) => loss is GaussianNllLoss
        || (loss.Card.Family == LossFamily.Regression && loss is MatchedLoss
            && (loss.Traits & (LossTraits.MinimumAtTarget | LossTraits.Symmetric)) != LossTraits.None);

    private static Domain TargetOf(Loss loss) => Find(loss, TargetName) is null ? Domain.Real : DomainOf(loss, TargetName);

    private static LossInput? Find(Loss loss, string name) =>
        loss.Card.Arguments.FirstOrDefault(input => string.Equals(input.Name, name, StringComparison.Ordinal));

    private static bool Says(string words, string word) => words.Contains(word, StringComparison.Ordinal);
}
