namespace LossKit;

/// <summary>
/// Which loss for which data: for each task its rules in order, of which the first that fires is taken. docs/choosing.md prints this tree.
/// </summary>
public static class DecisionTree
{
    /// <summary>Gives the rules of a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The rules in the order they are asked; the last one always fires.</returns>
    public static IReadOnlyList<AdviceRule> Rules(AdviceTask task) => task switch
    {
        AdviceTask.Regression => NumberRules.All,
        AdviceTask.Binary => ClassRules.Binary,
        AdviceTask.Multiclass => ClassRules.Multiclass,
        AdviceTask.MultiLabel => LabelSetRules.All,
        AdviceTask.Distributions => DistributionRules.All,
        AdviceTask.Embeddings => EmbeddingRules.All,
        AdviceTask.Segmentation => SegmentationRules.All,
        AdviceTask.Boxes => BoxRules.All,
        AdviceTask.Sequences => SequenceRules.All,
        AdviceTask.Generative => GenerativeRules.All,
        AdviceTask.SeveralTasks => SeveralTaskRules.All,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task."),
    };

    /// <summary>Gives what can be said beside the data of a task, in the order in which rules ask for it.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The circumstances.</returns>
    public static IReadOnlyList<Circumstance> Circumstances(AdviceTask task) => [.. Rules(task).SelectMany(rule => rule.AsksFor).Distinct()];

    /// <summary>Walks the tree.</summary>
    /// <param name="situation">The task, what was measured and what was said.</param>
    /// <returns>The loss, why, and what else.</returns>
    /// <exception cref="DataException">Something was said that no rule of the task asks for.</exception>
    public static Recommendation Recommend(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var known = Circumstances(situation.Task);
        foreach (var circumstance in situation.Having)
        {
            if (known.Contains(circumstance)) continue;
            throw new DataException(
                $"No rule of {AdviceText.Word(situation.Task)} asks for {AdviceText.Word(circumstance)}; it asks for "
                + $"{string.Join(", ", known.Select(AdviceText.Word))}.");
        }

        foreach (var rule in Rules(situation.Task))
        {
            if (rule.Fires(situation) is { } evidence) return Recommendation.Of(situation, rule, evidence);
        }

        throw new InvalidOperationException($"The last rule of {situation.Task} does not fire, but it must always.");
    }
}
