namespace LossKit.Cli;

/// <summary>A recommendation for people.</summary>
internal static class RecommendationText
{
    /// <summary>Writes it.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="width">The most characters of a line, but for code.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(Recommendation recommendation, int width, TextWriter output)
    {
        var (rule, loss) = (recommendation.Rule, recommendation.Loss);
        foreach (var sentence in Situation(recommendation.Situation))
        {
            TextLines.Write(sentence, width, output);
        }

        output.WriteLine();
        TextLines.Write($"Use {Named(loss)}: {loss.Reason}.", width, output);
        TextLines.Write($"Because of the rule {rule.Name}: {recommendation.Evidence}.", width, output);
        output.WriteLine();
        output.WriteLine("Instead take");
        foreach (var alternative in recommendation.Alternatives)
        {
            TextLines.Write($"- {Named(alternative)} where {alternative.Reason}", width, output);
        }

        output.WriteLine();
        output.WriteLine("What would change this");
        foreach (var sentence in recommendation.ChangesMind)
        {
            TextLines.Write($"- {sentence}", width, output);
        }

        WriteCode("In LossKit", CSharpCode.Of(recommendation), width, output);
        WriteCode("In TorchSharp", TorchSharpCode.Of(recommendation), width, output);
        output.WriteLine();
        var sayable = DecisionTree.Circumstances(recommendation.Situation.Task).Except(recommendation.Situation.Having).Select(Words.Of).ToArray();
        if (sayable.Length > 0)
        {
            TextLines.Write($"What no table tells can be said with --having: {string.Join(", ", sayable)}.", width, output);
        }

        TextLines.Write($"`losskit show {LossCatalog.Parse(loss.Text).Card.Id}` has its formula and pitfalls.", width, output);
    }

    private static IEnumerable<string> Situation(Situation situation)
    {
        yield return situation.Table is { } table ? $"{table.TaskReason}." : $"The task: {Words.Of(situation.Task)}.";
        foreach (var sentence in situation.Table is { } profile ? ProfileSentences.Of(profile) : [])
        {
            yield return sentence;
        }
    }

    private static string Named(RecommendedLoss loss) =>
        (loss.Beside is { } beside ? $"{loss.Text} with {beside}" : loss.Text)
        + (loss.ClassWeights is null ? string.Empty : " with class weights");

    private static void WriteCode(string title, CodeSample code, int width, TextWriter output)
    {
        output.WriteLine();
        TextLines.Write(code.Note.Length > 0 ? $"{title}: {code.Note}" : $"{title}:", width, output);
        output.WriteLine();
        foreach (var line in code.Lines)
        {
            output.WriteLine($"    {line}");
        }
    }
}
