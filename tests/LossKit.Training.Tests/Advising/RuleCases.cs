namespace LossKit.Tests;

/// <summary>
/// For each rule that looks at a table, data that make it fire and data that differ in just what it asks for. Rules that only listen need none.
/// </summary>
internal static class RuleCases
{
    private static readonly double[] Even = [0.5, 0.5];
    private static readonly double[] EvenThree = [0.34, 0.33, 0.33];

    /// <summary>Gets the data sets by task and rule.</summary>
    public static IReadOnlyDictionary<(AdviceTask Task, string Rule), (Func<Dataset> Fires, Func<Dataset> Quiet)> Tables { get; } =
        new Dictionary<(AdviceTask, string), (Func<Dataset>, Func<Dataset>)>
        {
            // Shares that reach both ends, and shares from the middle.
            [(AdviceTask.Regression, "proportions")] = (
                () => MadeTables.Numbers((a, _, random) => MadeTables.Sigmoid((3 * a) + random.NextGaussian())),
                () => MadeTables.Numbers((a, _, random) => MadeTables.Sigmoid((0.5 * a) + (0.1 * random.NextGaussian())))),

            // Rates of 1 to 7, once with a factor exp(N(0, 1)) of each row's own and once without.
            [(AdviceTask.Regression, "overdispersed-counts")] = (
                () => MadeTables.Numbers((a, _, random) => MadeTables.Poisson(Math.Exp(1 + a + random.NextGaussian()), random)),
                () => MadeTables.Numbers((a, _, random) => MadeTables.Poisson(Math.Exp(1 + a), random))),

            // Counts, and marks from about 30 to 70: whole too, but none near 0.
            [(AdviceTask.Regression, "counts")] = (
                () => MadeTables.Numbers((a, _, random) => MadeTables.Poisson(Math.Exp(1 + a), random)),
                () => MadeTables.Numbers((a, _, random) => Math.Round(50 + (10 * a) + (3 * random.NextGaussian())))),

            // Four of ten are 0, and the same amounts plus 1, so that none is.
            [(AdviceTask.Regression, "many-zeros")] = (
                () => MadeTables.Numbers((a, _, random) => random.NextDouble() < 0.4 ? 0 : Math.Exp(a + random.NextGaussian())),
                () => MadeTables.Numbers((a, _, random) => 1 + (random.NextDouble() < 0.4 ? 0 : Math.Exp(a + random.NextGaussian())))),

            // Factors, and differences far from 0.
            [(AdviceTask.Regression, "orders-of-magnitude")] = (
                () => MadeTables.Numbers((a, _, random) => Math.Exp((3 * a) + (0.3 * random.NextGaussian()))),
                () => MadeTables.Numbers((a, _, random) => 100 + (3 * a) + random.NextGaussian())),

            // One of twenty rows is 40 deviations off, and none is.
            [(AdviceTask.Regression, "gross-outliers")] = (
                () => MadeTables.Numbers((a, b, random) => (3 * a) + b + random.NextGaussian() + (random.NextDouble() < 0.05 ? 40 : 0)),
                () => MadeTables.Numbers((a, b, random) => (3 * a) + b + random.NextGaussian())),

            // Student's t with three degrees of freedom has 2 % beyond 4 robust deviations, the normal distribution 0.006 %.
            [(AdviceTask.Regression, "outliers")] = (
                () => MadeTables.Numbers((a, b, random) => (3 * a) + b + MadeTables.StudentT3(random)),
                () => MadeTables.Numbers((a, b, random) => (3 * a) + b + random.NextGaussian())),

            // Deviations of 0.2 to 2.2 by b, and of 1.2 everywhere.
            [(AdviceTask.Regression, "uneven-noise")] = (
                () => MadeTables.Numbers((a, b, random) => (3 * a) + ((0.2 + (2 * b)) * random.NextGaussian())),
                () => MadeTables.Numbers((a, _, random) => (3 * a) + (1.2 * random.NextGaussian()))),

            // A target that is far from normal, piled up at 0, but whose noise is not.
            [(AdviceTask.Regression, "plain-noise")] = (
                () => MadeTables.Numbers((a, _, random) => (20 * a * a) + random.NextGaussian()),
                () => MadeTables.Numbers((a, b, random) => (3 * a) + b + MadeTables.StudentT3(random))),

            // Well apart, with and without wrong labels.
            [(AdviceTask.Binary, "noisy-labels")] = (() => MadeTables.Classes(Even, 6, wrong: 0.15), () => MadeTables.Classes(Even, 6)),
            [(AdviceTask.Multiclass, "noisy-labels")] = (() => MadeTables.Classes(EvenThree, 6, wrong: 0.15), () => MadeTables.Classes(EvenThree, 6)),

            // Grades 1 to 5 of something that the columns tell roughly, and five clusters on a circle, whose order means nothing.
            [(AdviceTask.Multiclass, "grades")] = (() => MadeTables.Grades(5), () => MadeTables.Classes([0.2, 0.2, 0.2, 0.2, 0.2], 2)),
            [(AdviceTask.Binary, "needle-in-a-haystack")] = (
                () => MadeTables.Classes([0.99, 0.01], 2, rows: 1000), () => MadeTables.Classes([0.95, 0.05], 2, rows: 1000)),

            // Nine to one, and two to one.
            [(AdviceTask.Binary, "class-imbalance")] = (() => MadeTables.Classes([0.9, 0.1], 2), () => MadeTables.Classes([0.67, 0.33], 2)),
            [(AdviceTask.Multiclass, "class-imbalance")] = (
                () => MadeTables.Classes([0.6, 0.3, 0.1], 3), () => MadeTables.Classes([0.5, 0.3, 0.2], 3)),
            [(AdviceTask.Binary, "two-classes")] = (() => MadeTables.Classes(Even, 2), () => MadeTables.Classes([0.9, 0.1], 2)),
            [(AdviceTask.Multiclass, "several-classes")] = (() => MadeTables.Classes(EvenThree, 3), () => MadeTables.Classes([0.6, 0.3, 0.1], 3)),
        };

    /// <summary>Gets the labels by rule, of several that can hold at once: 5 % and 40 % of them set, or just one in each row.</summary>
    public static IReadOnlyDictionary<string, (Func<LabelSets> Fires, Func<LabelSets> Quiet)> Labels { get; } =
        new Dictionary<string, (Func<LabelSets>, Func<LabelSets>)>(StringComparer.Ordinal)
        {
            ["one-of-them"] = (() => MadeTables.OneLabel(3), () => MadeTables.Labels(3, 0.33)),
            ["few-positives"] = (() => MadeTables.Labels(20, 0.05), () => MadeTables.Labels(4, 0.4)),
            ["several-labels"] = (() => MadeTables.Labels(4, 0.4), () => MadeTables.Labels(20, 0.05)),
        };
}
