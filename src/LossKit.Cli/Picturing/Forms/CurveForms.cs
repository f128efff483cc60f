namespace LossKit.Cli;

/// <summary>The path that a form of inputs has by default: a loss of a common form needs none on its card.</summary>
internal static class CurveForms
{
    /// <summary>Gives the path for a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The path, or null where its form of inputs is not known here.</returns>
    public static LossCurve? Of(Loss loss)
    {
        var inputs = loss.Card.Inputs.Where(input => !input.IsOptional).ToArray();
        var names = string.Join(' ', inputs.Select(input => input.Name));
        return (loss, loss.Card.Family, names) switch
        {
            (MatchedLoss matched, _, _) => ElementForms.Of(matched),
            (ClassLoss, _, _) => ClassForms.Scores,
            (_, LossFamily.Box, "prediction target") => BoxForms.Shifted,
            (_, LossFamily.Region, "prediction target") => RegionForms.Of(loss),
            _ when inputs.All(NumberForms.IsNumber) => NumberForms.Of(inputs),
            (_, LossFamily.Embedding, _) => EmbeddingForms.Of(inputs),
            _ => null,
        };
    }
}
