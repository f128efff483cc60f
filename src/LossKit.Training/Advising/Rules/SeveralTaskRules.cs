namespace LossKit;

/// <summary>The branch of several tasks, and of samples in an order.</summary>
internal static class SeveralTaskRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.EasyFirst,
            "easy samples shall come first",
            new("curriculum", "harder samples come in as training goes on"),
            (new("general-robust", "no difficulty is known: it ignores what stays hard"), new("huber", "what stays hard shall still pull, but not without bound")),
            "A difficulty that is not known: weights that the model gives itself (SelfPacedWeighting)."),
        AdviceRule.Otherwise(
            "several-tasks",
            _ => "several losses of different scales are taken for granted",
            new("uncertainty-weighting", "their weights are learnt"),
            (new("curriculum", "it is samples that differ, not tasks"), new("0.7*mse+0.3*mae", "the weights are known: a sum with fixed factors is a loss, here of two as an example")),
            "Tasks that learn at very different speeds: GradNorm or a dynamic average, which look at the training and not at the noise."),
    ];
}
