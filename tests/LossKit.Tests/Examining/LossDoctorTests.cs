namespace LossKit.Tests;

public sealed class LossDoctorTests
{
    private const int Seed = 20;

    public static TheoryData<int> Planted => [.. Enumerable.Range(0, Mistakes(Seed).Count)];

    public static TheoryData<int> Clean => [.. Enumerable.Range(0, Sound(Seed).Count)];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_mistake_is_found_and_nothing_else(int index)
    {
        var planted = Mistakes(Seed)[index];

        var findings = planted.Examine();

        AssertCodes(planted, findings);
        Assert.All(findings, finding =>
        {
            Assert.EndsWith(".", finding.Seen, StringComparison.Ordinal);
            Assert.EndsWith(".", finding.Fix, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void Sound_inputs_give_no_finding(int index) => AssertCodes(Sound(Seed)[index], Sound(Seed)[index].Examine());

    [Fact]
    public void Other_draws_change_no_finding()
    {
        for (var seed = 100; seed < 130; seed++)
        {
            Assert.All([.. Mistakes(seed), .. Sound(seed)], drawn => AssertCodes(drawn, drawn.Examine()));
        }
    }

    [Fact]
    public void Every_code_is_planted_and_guided()
    {
        var planted = Mistakes(Seed).SelectMany(mistake => mistake.Expected).ToHashSet();

        Assert.Empty(Enum.GetValues<FindingCode>().Except(planted));
        Assert.Equal(Enum.GetValues<FindingCode>().Order(), LossDoctor.Guides.Select(guide => guide.Code).Order());
        Assert.True(Mistakes(Seed).Count >= 25, "At least 25 mistakes are planted.");
        Assert.True(Sound(Seed).Count >= 25, "At least 25 inputs are sound.");
    }

    [Fact]
    public void A_loss_of_margins_is_not_said_to_make_probabilities()
    {
        Finding[] findings =
        [
            .. new ExaminationCase("", "hinge").With("prediction", [0.1, 0.9, 0.2, 0.8], 4).With("target", [-1, 1, -1, 1], 4).Examine(),
            .. new ExaminationCase("", "multi-margin").With("prediction", [0.7, 0.2, 0.1, 0.1, 0.8, 0.1], 2, 3).With("target", [0, 1], 2).Examine(),
        ];

        Assert.Equal([FindingCode.ProbabilitiesAsLogits, FindingCode.SoftmaxedRows], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.Contains("margin", finding.Why, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.DoesNotContain("applies", finding.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_says_where_NaN_begins()
    {
        var finding = Assert.Single(new ExaminationCase("", "mse")
            .With("prediction", [1, 2, 3, double.NaN, 5, double.NaN], 2, 3).With("target", [1, 2, 3, 4, 5, 6], 2, 3).Examine());

        Assert.Equal(
            (FindingCode.NotFinite, FindingSeverity.Error, "prediction", 3),
            (finding.Code, finding.Severity, finding.Input, finding.Index));
        Assert.Equal(2.0 / 6, finding.Share);
        Assert.Equal(
            "2 of 6 (33.3 %) numbers of prediction are NaN or infinite, the first is prediction[1,0] (row 1, column 0, counted from 0) = "
                + "NaN.", finding.Seen);
    }

    // Of 200 targets 8 are positive: N/(2·8) = 12.5, N/(2·192) = 0.5208, and 192/8 = 24.
    [Fact]
    public void Imbalance_comes_with_the_weights_to_write()
    {
        var target = new double[200];
        Array.Fill(target, 1, 0, 8);
        double[] prediction = new ExaminationDraws(3).Normal(200);

        var binary = Assert.Single(new ExaminationCase("", "bce-with-logits").Pair(prediction, target).Examine());
        var classes = Assert.Single(
            new ExaminationCase("", "cross-entropy").Classes(new ExaminationDraws(3).Normal(400), 2, target).Examine());

        Assert.Contains("new BceWithLogitsLoss(posWeights: [24])", binary.Fix, StringComparison.Ordinal);
        Assert.Contains("new CrossEntropyLoss(classWeights: [0.5208, 12.5])", classes.Fix, StringComparison.Ordinal);
        Assert.Equal([200 / 384.0, 12.5], classes.Suggested);
        Assert.Equal(24, classes.Value);
    }

    // Errors are 100 everywhere: the gradient of mse is 2·100/N and that of mae 1/N at each element, so 200 times as long.
    [Fact]
    public void Terms_out_of_scale_come_with_factors()
    {
        double[] target = [1, 2, 3, 4];
        var finding = Assert.Single(new ExaminationCase("", "mse + mae").Pair([.. target.Select(value => value + 100)], target).Examine());

        Assert.Equal(200, finding.Value!.Value, 1e-9);
        Assert.Equal([1, 200], finding.Suggested);
        Assert.Equal(200 / 201.0, finding.Share!.Value, 1e-9);
        Assert.StartsWith("Write 1*mse + 200*mae,", finding.Fix, StringComparison.Ordinal);
    }

    // Chance is ln 10 = 2.303 for ten classes and ln 2 = 0.6931 for one label, whatever the targets.
    [Theory]
    [InlineData("cross-entropy", 10, "2.303")]
    [InlineData("bce-with-logits", 1, "0.6931")]
    public void The_initial_loss_is_held_against_chance(string loss, int classes, string chance)
    {
        var draws = new ExaminationDraws(5);
        var options = new ExaminationOptions { Stage = TrainingStage.Initial };
        var untrained = classes > 1
            ? new ExaminationCase("", loss) { Options = options }.Classes(draws.Normal(400, 0, 9), classes, draws.Indices(40, classes))
            : new ExaminationCase("", loss) { Options = options }.Pair(draws.Normal(40, 0, 9), draws.Labels(40));

        var finding = Assert.Single(untrained.Examine());

        Assert.Equal(FindingCode.InitialLossOffChance, finding.Code);
        Assert.Contains($", and {chance} for ", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_of_ones_own_and_a_sum_are_examined_by_what_they_take()
    {
        var own = Loss.From(
            "own",
            (prediction, target) => Math.Pow(prediction - target, 2),
            (prediction, target) => 2 * (prediction - target),
            targetDomain: Domain.UnitInterval);
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["prediction"] = new([1, 2], [2]),
            ["target"] = new([-1, 1], [2]),
        };

        Assert.Equal(FindingCode.SignsAsZeroOne, Assert.Single(LossDoctor.Examine(own, inputs)).Code);
        double[] rows = [.. Enumerable.Repeat(new[] { 0.25, 0.75, 0.5, 0.5 }, 10).SelectMany(row => row)];
        var sum = new ExaminationCase("", "cross-entropy + focal").Classes(rows, 2, [.. Enumerable.Repeat(1.0, 20)]);
        Assert.Equal(FindingCode.SoftmaxedRows, Assert.Single(sum.Examine()).Code);
    }

    [Fact]
    public void An_array_that_is_not_as_long_as_its_shape_is_refused() => Assert.Equal(
        "prediction has 3 elements, but must have 4, as its shape says.",
        Assert.Throws<LossException>(() => new ExaminationCase("", "mse").With("prediction", [1, 2, 3], 4).With("target", [1, 2, 3]).Examine()).Message);

    [Fact]
    public void An_unknown_input_and_an_unknown_metric_are_refused()
    {
        var clean = new ExaminationCase("", "mse") { Options = new() { Metric = "mea" } }.Pair([1], [1]);

        Assert.Contains("did you mean 'mae'?", Assert.Throws<LossException>(() => clean.Examine()).Message, StringComparison.Ordinal);
        Assert.Throws<LossException>(() => new ExaminationCase("", "mse").With("prediction", [1]).Examine());
        Assert.Throws<LossException>(() => new ExaminationCase("", "mse").Pair([1], [1]).With("targt", [1]).Examine());
    }

    private static void AssertCodes(ExaminationCase examined, IReadOnlyList<Finding> findings) => Assert.True(
        findings.Select(finding => finding.Code).SequenceEqual(examined.Expected),
        $"{examined}: expected {string.Join(", ", examined.Expected)}, found "
        + string.Join("; ", findings.Select(finding => $"{finding.Code}: {finding.Seen}")));

    private static List<ExaminationCase> Mistakes(int seed) => [.. new PlantedMistakes(seed).All];

    private static List<ExaminationCase> Sound(int seed) => [.. new CleanInputs(seed).All];
}
