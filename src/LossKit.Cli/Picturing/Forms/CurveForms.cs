namespace LossKit.Cli;

/// <summary>The path that a form of inputs has by default: a loss of a common form needs none on its card.</summary>
internal static class CurveForms
{
    /// <summary>Gives the path that a loss is drawn along: that of its card, or else that of its form of inputs.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The path, or null where its form of inputs is not known here.</returns>
    public static LossCurve? Of(Loss loss) => loss.Card.Curve ?? OfForm(loss);

    private static LossCurve? OfForm(Loss loss)
    {
        var inputs = loss.Card.Inputs.Where(input => !input.IsOptional).ToArray();
        return (loss, loss.Card.Family, string.Join(' ', inputs.Select(input => input.Name))) switch
        {
            (MatchedLoss matched, _, _) => ElementForms.Of(matched),
            (ClassLoss, _, _) => ClassForms.Scores,
            (_, _, "hidden weights target") => ClassForms.HiddenStates,
            (_, LossFamily.Divergence, "prediction target") => DivergenceForms.Of(inputs[0]),
            (_, LossFamily.Box, "prediction target") => BoxForms.Shifted,
            (_, LossFamily.Region, "prediction target") => RegionForms.Of(loss),
            (_, LossFamily.Sequence, "logits targets input-lengths target-lengths") => SequenceForms.Aligned,
            (_, LossFamily.Image, "prediction target") => ImageForms.Contrast,
            (_, LossFamily.Image, "prediction") => ImageForms.Step,
            (_, LossFamily.Generative, "reconstruction target mean log-variance") => GenerativeForms.Reconstruction,
            (_, LossFamily.MultiTask, "losses difficulty") => TaskForms.Difficulty,
            (_, LossFamily.MultiTask, "losses log-variances") => TaskForms.LogVariance,
            (_, LossFamily.Embedding, _) when !inputs.All(NumberForms.IsOneForEachRow) => EmbeddingForms.Of(inputs),
            (_, LossFamily.Generative, "fake" or "real fake") => NumberForms.Of(inputs) with { Axis = "score" },
            (_, LossFamily.Embedding, _) => NumberForms.Of(inputs) with { Axis = "score" },
            (_, LossFamily.Preference, _) => NumberForms.Of(inputs) with { Axis = "log-probability", From = -40, To = 40 },
            _ when NumberForms.AreNumbers(inputs) => NumberForms.Of(inputs),
            _ => null,
        };
    }
}
