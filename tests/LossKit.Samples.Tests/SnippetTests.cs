using LossKit.Samples;

namespace LossKit.Tests;

/// <summary>The C# that the pages quote is compiled code of the samples, and it runs.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> PagesWithCode => [.. Repository.Pages.Where(page => FencesOf(page).Any())];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void A_page_quotes_code_that_is_compiled(string page)
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
                .Select(path => WithoutIndentation(File.ReadAllLines(path))),
        ];
        Assert.All(FencesOf(page), fence => Assert.True(
            sources.Any(source => source.Contains(fence)),
            $"{page} has C# that is in no file under samples/; put it into samples/Snippets:\n{fence}"));
    }

    [Fact]
    public void The_readme_is_among_the_pages_with_code() => Assert.NotEmpty(FencesOf("README.md"));

    [Fact]
    public void The_readme_counts_the_losses() =>
        Assert.StartsWith(
            $"{LossCatalog.All.Count}, each with [a page]",
            Repository.Lines("README.md").SkipWhile(line => line != "## Which losses there are").ElementAt(2));

    // The number that the comment beside the call says.
    [Fact]
    public void The_readmes_huber_loss_has_the_value_it_says() => Assert.Equal(0.43875f, ReadmeSnippets.ElementwiseLoss(), 1e-7f);

    [Fact]
    public void The_readmes_cross_entropy_is_the_formulas()
    {
        double expected = SmoothedCrossEntropy([2.0, -1.0, 0.5], 0) + SmoothedCrossEntropy([0.1, 0.2, 3.0], 2);
        Assert.Equal(expected / 6, ReadmeSnippets.ClassLoss(), 1e-6);
    }

    [Fact]
    public void The_readmes_own_loss_is_that_of_asymmetric_mse()
    {
        Variable prediction = Variable.Parameter([2.5f, 0.5f], [2]);
        float value = ReadmeSnippets.OwnLoss(prediction, Variable.Constant([3f, -0.5f], [2]));

        // e = −0.5 and 1: (0.25 + 2) / 2, and gradients 2·(−0.5)/2 and 4·1/2.
        Assert.Equal(1.125f, value);
        Assert.Equal([-0.5f, 2f], prediction.Gradient.ToArray());
    }

    [Fact]
    public void The_page_on_the_loop_takes_a_step_and_a_corrections_whole_way()
    {
        var model = new Linear(1, 1, new SeededRandom(1));
        Variable inputs = Variable.Constant([1, 2], [2, 1]), targets = Variable.Constant([1, 2], [2, 1]);
        var optimizer = new Sgd(model.Parameters, 0.1f);
        Assert.True(
            LoopSnippets.Step(model, new MseLoss(), optimizer, inputs, targets) > LoopSnippets.Step(model, new MseLoss(), optimizer, inputs, targets));

        // The mean of what is missing, 1, 2 and 6; with the penalty 6 as many rows again, since mse's Hessian is 2: 18/(6 + 6).
        var sum = new MseLoss(Reduction.Sum);
        Assert.Equal(3, LoopSnippets.Correction(sum, [0, 0, 0], [1, 2, 6], penalty: 0));
        Assert.Equal(1.5f, LoopSnippets.Correction(sum, [0, 0, 0], [1, 2, 6], penalty: 6));
    }

    [Fact]
    public void The_page_on_the_doctor_finds_labels_that_count_from_one()
    {
        double[] logits = [2, -1, 0.5, 0.3, 1, -0.2];

        Assert.Empty(DoctorSnippets.Examine(new CrossEntropyLoss(), logits, [0, 2], 3));
        Assert.StartsWith("LabelsFromOne: ", Assert.Single(DoctorSnippets.Examine(new CrossEntropyLoss(), logits, [1, 3], 3)));
    }

    [Fact]
    public void The_page_on_adding_a_loss_evaluates_its_kernel()
    {
        var gradient = new float[2];

        // 2·e² of e = −0.5 and 1: (0.5 + 2) / 2, and gradients 4·(−0.5)/2 and 4·1/2.
        Assert.Equal(1.25f, AddingALossSnippets.OwnKernel([2.5f, 0.5f], [3f, -0.5f], gradient));
        Assert.Equal([-1f, 2f], gradient);
    }

    [Fact]
    public void The_page_on_adding_a_loss_tries_a_formula_and_registers_a_kernel()
    {
        Assert.Equal(16, AddingALossSnippets.Functions().Evaluate<double>([3], [1]));

        // 2·e² = 8 and |e| = 2, half of each.
        Assert.Equal(5, ((ElementwiseLoss)AddingALossSnippets.Registered()).Evaluate<double>([3], [1]));
    }

    [Fact]
    public void The_page_on_combining_adds_losses_and_masks_them()
    {
        float[] gradient = new float[2], terms = new float[2];

        // e = 2 and −1: 0.7·2.5 + 0.3·1.5.
        Assert.Equal(2.2f, CombiningSnippets.Sum([3, 1], [1, 2], gradient, terms), 1e-6f);
        Assert.Equal([2.5f, 1.5f], terms);
        Assert.Equal(1.5f, CombiningSnippets.Masked([3, float.NaN], [1, 2], [true, false], gradient, terms));
        Assert.Equal([1.5f, 0], terms);
        Assert.Equal([1, 0], gradient);
    }

    [Fact]
    public void The_page_on_combining_steps_over_micro_batches_as_over_the_batch()
    {
        float[] rows = [1, 2, -1, 0.5f, 3, -2, 0, 1];
        int[] targets = [0, -100, 1, 1];
        var loss = new CrossEntropyLoss(classWeights: [1, 4]);
        var (whole, parts) = (new Linear(2, 2, new SeededRandom(1)), new Linear(2, 2, new SeededRandom(1)));
        double mean = CombiningSnippets.Step(loss, whole, new Sgd(whole.Parameters, 0.1f), [(Variable.Constant(rows, [4, 2]), targets)]);
        double added = CombiningSnippets.Step(
            loss,
            parts,
            new Sgd(parts.Parameters, 0.1f),
            [(Variable.Constant(rows.AsSpan(0, 6), [3, 2]), targets[..3]), (Variable.Constant(rows.AsSpan(6), [1, 2]), targets[3..])]);
        Assert.Equal(mean, added, 1e-6);
        Assert.All(whole.Weight.ToArray().Zip(parts.Weight.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void The_page_on_combining_weighs_tasks()
    {
        Variable x = Variable.Parameter([3], [1]);
        var optimizer = new Sgd([new NamedParameter("x", x)], learningRate: 0.1f);

        // 1·9 + 0.25·3, and x goes down by 0.1·(6 + 0.25).
        Assert.Equal(9.75f, TaskWeightingSnippets.Fixed(optimizer, (x * x).Sum(), x.Sum()));
        Assert.Equal(2.375f, x.Values[0]);

        // Losses 3·Σw and Σw of the shared weights: the gradient of the first is three times as large, so its weight falls.
        var trunk = new Linear(2, 1, new SeededRandom(1));
        var gradNorm = TaskWeightingSnippets.GradNorm(trunk);
        gradNorm.Backward((trunk.Weight * 3).Sum(), trunk.Weight.Sum());
        Assert.True(gradNorm.Weights[0] < 1 && gradNorm.Weights[1] > 1);

        // The first loss falls as x does, by its gradient of 1, and the second stays, so the second weighs more.
        var batches = Enumerable.Range(0, 1).Select(_ => ((x + 2).Sum(), (x * 0).Sum() + 5));
        IReadOnlyList<float> weights = TaskWeightingSnippets.DynamicAverage(optimizer, epochs: 3, batches);
        Assert.True(weights[0] < 1 && weights[1] > 1);
        Assert.Equal(2, weights.Sum(), 1e-6f);
    }

    [Fact]
    public void The_page_on_combining_learns_the_weights_of_tasks()
    {
        var (weighting, optimizer) = TaskWeightingSnippets.Uncertainty(new Linear(2, 1, new SeededRandom(1)));
        for (int step = 0; step < 20; step++)
        {
            optimizer.ZeroGradients();
            weighting.Backward(Variable.Constant(4), Variable.Constant(0.25f));
            optimizer.Step();
        }

        // The weights are on their way to 1/4 and 4.
        Assert.True(weighting.Weights[0] < 1 && weighting.Weights[1] > 1);
    }

    [Fact]
    public void The_page_on_combining_takes_easy_samples_first()
    {
        Variable prediction = Variable.Parameter([1, 3], [2]);

        // Huber's losses of the errors 1 and 3 are 0.5 and 2.5. At the start the first alone is in and stands for both; in the end the
        // mean is 1.5.
        Variable difficulty = Variable.Constant([0.1f, 0.9f], [2]);
        Assert.Equal(0.5f, TaskWeightingSnippets.Curriculum(0, prediction, [0, 0], difficulty).ToScalar(), 1e-5f);
        Assert.Equal(1.5f, TaskWeightingSnippets.Curriculum(10, prediction, [0, 0], difficulty).ToScalar(), 1e-5f);

        // Below the threshold of 1 there is the first alone, and the mean is over both.
        Assert.Equal(0.25f, TaskWeightingSnippets.SelfPaced(new SelfPacedWeighting(threshold: 1), prediction, [0, 0]).ToScalar());
    }

    // Class weights 1, 5, 5 and smoothing 0.1 over all three classes, as the snippet has it.
    private static double SmoothedCrossEntropy(double[] logits, int target)
    {
        double[] weights = [1, 5, 5];
        double normaliser = Math.Log(logits.Sum(Math.Exp));
        return logits.Index().Sum(logit =>
            weights[logit.Index] * ((logit.Index == target ? 0.9 : 0) + (0.1 / 3)) * (normaliser - logit.Item));
    }

    private static IEnumerable<string> FencesOf(string page) =>
        Fence.Of(page).Where(fence => fence.Kind == "csharp").Select(fence => WithoutIndentation(fence.Lines));

    private static string WithoutIndentation(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));
}
