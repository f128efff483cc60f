namespace LossKit.Tests;

/// <summary>Every rule of the tree: data that make it fire, data that do not, and that all it names can be made and run.</summary>
public sealed class DecisionTreeTests
{
    public static TheoryData<AdviceTask, string> Rules
    {
        get
        {
            var rules = new TheoryData<AdviceTask, string>();
            foreach (var task in Enum.GetValues<AdviceTask>())
            {
                foreach (var rule in DecisionTree.Rules(task)) rules.Add(task, rule.Name);
            }

            return rules;
        }
    }

    public static TheoryData<AdviceTask> Tasks => [.. Enum.GetValues<AdviceTask>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_fires_on_its_data_and_not_on_others(AdviceTask task, string name)
    {
        var (fires, quiet) = SituationsOf(task, name);

        Assert.Equal(name, DecisionTree.Recommend(fires).Rule.Name);
        Assert.NotEqual(name, DecisionTree.Recommend(quiet).Rule.Name);
    }

    // A rule that looks at a table needs a table that makes it fire and one that does not; one that only listens, or is the last of a task without a
    // table, is told or not told.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_that_looks_at_a_table_has_a_table_of_each_kind(AdviceTask task, string name)
    {
        var rule = DecisionTree.Rules(task).Single(rule => string.Equals(rule.Name, name, StringComparison.Ordinal));
        var hasTables = RuleCases.Tables.ContainsKey((task, name)) || (task == AdviceTask.MultiLabel && RuleCases.Labels.ContainsKey(name));
        var looks = !rule.IsSaidOnly && task <= AdviceTask.MultiLabel;

        Assert.Equal(looks, hasTables);
    }

    [Fact]
    public void No_data_are_kept_for_rules_that_are_gone() => Assert.All(
        RuleCases.Tables.Keys.Concat(RuleCases.Labels.Keys.Select(name => (Task: AdviceTask.MultiLabel, Rule: name))),
        key => Assert.Contains(DecisionTree.Rules(key.Task), rule => string.Equals(rule.Name, key.Rule, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_rule_names_can_be_made_and_written(AdviceTask task, string name)
    {
        var recommendation = DecisionTree.Recommend(SituationsOf(task, name).Fires);

        Assert.Equal(2, recommendation.Alternatives.Count);
        RecommendedLoss[] named = [recommendation.Loss, .. recommendation.Alternatives];
        Assert.Equal(3, named.Select(loss => (loss.Text, loss.ClassWeights is null)).Distinct().Count());
        foreach (var choice in named.SelectMany(loss => new[] { loss.Text, loss.Beside ?? loss.Text })) _ = LossCatalog.Parse(choice);
        foreach (var choice in new[] { recommendation.Rule.Choice }.Concat(recommendation.Rule.Alternatives)) _ = LossCatalog.Parse(choice.Text);
        Assert.NotEmpty(recommendation.Evidence);
        Assert.All(recommendation.ChangesMind, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", recommendation.Evidence, StringComparison.Ordinal);
        Assert.Contains(CSharpCode.Of(recommendation).Lines, line => line.StartsWith("var criterion = new ", StringComparison.Ordinal));
        Assert.Contains(TorchSharpCode.Of(recommendation).Lines, line => line.TrimStart().StartsWith("var loss = ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_rule_names_for_a_table_can_be_raced_on_it(AdviceTask task, string name)
    {
        if (!RuleCases.Tables.TryGetValue((task, name), out var tables)) return;
        var dataset = tables.Fires();
        var recommendation = DecisionTree.Recommend(new() { Task = task, Table = TableProfile.Of(dataset) });

        foreach (var loss in new[] { recommendation.Loss }.Concat(recommendation.Alternatives))
        {
            Assert.NotNull(Assert.Single(Contender.Read([loss.Text], dataset)).Head);
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Names_are_unique_and_the_last_rule_needs_nothing(AdviceTask task)
    {
        var rules = DecisionTree.Rules(task);

        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.NotNull(rules[^1].Fires(new() { Task = task }));
        Assert.Same(rules[^1], DecisionTree.Recommend(new() { Task = task }).Rule);
    }

    [Fact]
    public void Every_circumstance_is_asked_for_by_some_rule() => Assert.Equal(
        Enum.GetValues<Circumstance>(), Enum.GetValues<AdviceTask>().SelectMany(DecisionTree.Circumstances).Distinct().Order());

    [Fact]
    public void What_no_rule_of_the_task_asks_for_is_refused_with_what_they_do()
    {
        var error = Assert.Throws<DataException>(
            () => DecisionTree.Recommend(new() { Task = AdviceTask.Boxes, Having = [Circumstance.NoisyLabels] }));

        Assert.Equal("No rule of boxes asks for noisy-labels; it asks for aspect-ratio.", error.Message);
    }

    [Fact]
    public void What_a_table_shows_beside_the_rule_is_said()
    {
        var extreme = Recommend(MadeTables.Classes([0.7, 0.297, 0.003], 3, rows: 1000)).ChangesMind;
        Assert.Contains("'c2' has 3 rows, too few to learn and to measure: put rare classes together, or find more of them.", extreme);
        Assert.Contains(extreme, sentence => sentence.StartsWith("Weights that differ by a factor of 23", StringComparison.Ordinal));

        var bent = Recommend(MadeTables.Numbers((a, b, random) => (12 * a * (b - 0.5)) + (0.5 * random.NextGaussian()), rows: 2000)).ChangesMind;
        Assert.Contains(bent, sentence => sentence.StartsWith("Small trees took ", StringComparison.Ordinal));

        var plain = Recommend(MadeTables.Numbers((a, b, random) => (3 * a) + b + random.NextGaussian())).ChangesMind;
        Assert.DoesNotContain(plain, sentence => sentence.StartsWith("Small trees took ", StringComparison.Ordinal));
        Assert.Equal(2, plain.Count);

        // Small whole numbers that the columns do not tell: taken for classes, and said so.
        var counts = Recommend(MadeTables.Numbers((_, _, random) => random.Next(4), task: null)).ChangesMind;
        Assert.Contains("`y` holds numbers that are taken for names of classes; if they count or grade something, ask again with --task regression.", counts);
    }

    // Of 90 and 10 rows the rare class weighs nine times as much; of 60, 30 and 10 %, weights of 1/3 over the share.
    [Fact]
    public void Weights_of_classes_are_the_inverse_of_their_shares()
    {
        Assert.Equal([9.0], Recommend(MadeTables.Classes([0.9, 0.1], 2)).Loss.ClassWeights);
        Assert.Equal([0.556, 1.11, 3.33], Recommend(MadeTables.Classes([0.6, 0.3, 0.1], 3)).Loss.ClassWeights);
    }

    // The noise has a deviation of 1 robustly, and the target one of √(3²/3 + 1/12 + 1) without the tails: 1.345/2.0 and above 0.
    [Fact]
    public void Hubers_corner_lies_where_the_noise_ends()
    {
        var loss = Recommend(MadeTables.Numbers((a, b, random) => (3 * a) + b + random.NextGaussian() + (random.NextDouble() < 0.015 ? 9 : 0))).Loss.Text;

        Assert.StartsWith("huber:delta=", loss, StringComparison.Ordinal);
        Assert.InRange(((HuberLoss)LossCatalog.Parse(loss)).Delta, 0.5, 0.75);
    }

    private static Recommendation Recommend(Dataset dataset)
    {
        var profile = TableProfile.Of(dataset);
        return DecisionTree.Recommend(new() { Task = profile.Task, Table = profile });
    }

    // A rule that only listens fires when it is told and not when it is not.
    private static (Situation Fires, Situation Quiet) SituationsOf(AdviceTask task, string name)
    {
        var rule = DecisionTree.Rules(task).Single(rule => string.Equals(rule.Name, name, StringComparison.Ordinal));
        if (RuleCases.Tables.TryGetValue((task, name), out var tables))
        {
            return (new() { Task = task, Table = TableProfile.Of(tables.Fires()) }, new() { Task = task, Table = TableProfile.Of(tables.Quiet()) });
        }

        if (task == AdviceTask.MultiLabel && RuleCases.Labels.TryGetValue(name, out var labels))
        {
            return (new() { Task = task, Table = TableProfile.Of(labels.Fires()) }, new() { Task = task, Table = TableProfile.Of(labels.Quiet()) });
        }

        return rule.AsksFor.Count > 0
            ? (new() { Task = task, Having = rule.AsksFor }, new() { Task = task })
            : (new() { Task = task }, new() { Task = task, Having = [DecisionTree.Circumstances(task)[0]] });
    }
}
