namespace LossKit.Tests;

public sealed class ProfileTests
{
    [Fact]
    public void The_same_table_gives_the_same_profile()
    {
        var once = TableProfile.Of(Samples.Dataset("diabetes.csv", "progression"));
        var again = TableProfile.Of(Samples.Dataset("diabetes.csv", "progression"));

        Assert.Equal(once.Errors, again.Errors);
        Assert.Equal(once.Numbers, again.Numbers);
    }

    // y = 3a + N(0, 1) with a uniform in [−1, 1]: the variance explained is 3 of 4, and the deviation of the noise half of the target's.
    [Fact]
    public void The_errors_are_those_of_the_noise()
    {
        var errors = TableProfile.Of(MadeTables.Numbers((a, _, random) => (3 * a) + random.NextGaussian(), rows: 4000)).Errors!;

        Assert.Equal(0.75, errors.Explained, 0.02);
        Assert.Equal(0.5, errors.RelativeDeviation, 0.02);
        Assert.Equal(0, errors.Noise.Skewness, 0.15);
        Assert.Equal(0, errors.Noise.ExcessKurtosis, 0.3);
        Assert.Equal(0, errors.GrowthWithSize, 0.06);
    }

    // Mean μ = exp(1 + a) and a variance of μ + μ²/2: a gamma of shape 2 (the sum of two exponentials, halved) times the rate.
    [Fact]
    public void The_dispersion_of_counts_is_that_of_their_making()
    {
        var dataset = MadeTables.Numbers(
            (a, _, random) => MadeTables.Poisson(Math.Exp(1 + a) * -0.5 * Math.Log((1 - random.NextDouble()) * (1 - random.NextDouble())), random), rows: 4000);

        Assert.Equal(0.5, TableProfile.Of(dataset).Errors!.Dispersion, 0.1);
    }

    [Fact]
    public void Of_a_numeric_target_all_is_counted()
    {
        double[] values = [0, 0, 1, 10, 100.5, -3];

        var numbers = NumberProfile.Of(values);

        Assert.Equal((2.0 / 6, 1.0 / 6, 5.0 / 6), (numbers.ZeroShare, numbers.NegativeShare, numbers.WholeShare));
        Assert.Equal(0, numbers.OrdersOfMagnitude);

        // 1 to 1000 in 100 even steps of the logarithm: 2 % less than 3 powers of ten.
        Assert.Equal(2.94, NumberProfile.Of([.. Enumerable.Range(0, 101).Select(i => Math.Pow(10, 0.03 * i))]).OrdersOfMagnitude, 1e-9);
    }

    // Ten of every hundred labels are wrong: 10 % of the rows whose neighbours agree carry another label.
    [Fact]
    public void Wrong_labels_are_found_by_their_neighbours()
    {
        var noise = TableProfile.Of(MadeTables.Classes([0.5, 0.5], 6, wrong: 0.1, rows: 2000)).Noise!;

        Assert.InRange(noise.AgreedRows, 500, 1000);
        Assert.Equal(0.1, noise.Contradicted, 0.03);
    }

    // Two deviations apart, the best classifier errs on Φ(−1) = 16 % of the rows, but hardly where neighbours agree.
    [Fact]
    public void Classes_that_overlap_are_no_label_noise()
    {
        var profile = TableProfile.Of(MadeTables.Classes([0.5, 0.5], 2, rows: 2000));

        Assert.InRange(profile.Noise!.NeighbourError, 0.14, 0.21);
        Assert.Equal("two-classes", DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
    }

    // Nothing but rounding is left of a line, and rounding is no noise to model.
    [Fact]
    public void A_line_without_noise_has_none() => Assert.Equal("plain-noise", RuleOf(MadeTables.Numbers((a, b, _) => (10 * a) + (5 * b))));

    // Twenty rows, twenty times each: a tenth of the labels differs from the commonest. Dealt at random, nearly half would.
    [Fact]
    public void Wrong_labels_are_found_by_rows_that_are_equal()
    {
        var noise = TableProfile.Of(MadeTables.Copies(20, 20, wrong: 0.1)).Noise!;

        Assert.Equal(400, noise.EqualRows);
        Assert.Equal(0.1, noise.EqualApart, 0.03);
        Assert.InRange(noise.EqualByChance, 0.35, 0.5);
    }

    // Columns that say nothing, of one class in ten: no sign of wrong labels, however many neighbours are of the other class.
    [Fact]
    public void A_rare_class_that_the_columns_do_not_tell_is_no_label_noise()
    {
        var profile = TableProfile.Of(MadeTables.Classes([0.9, 0.1], 0));

        Assert.InRange(profile.Noise!.AgreedRows, 0, ClassRules.AgreedRows - 1);
        Assert.Equal("class-imbalance", DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
    }

    [Fact]
    public void Rows_too_few_for_a_regression_have_no_errors()
    {
        var profile = TableProfile.Of(MadeTables.Numbers((a, _, random) => a + random.NextGaussian(), rows: ErrorProfile.MinRows - 1));

        Assert.Null(profile.Errors);
        Assert.Equal("plain-noise", DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
    }

    private static string RuleOf(Dataset dataset)
    {
        var profile = TableProfile.Of(dataset);
        return DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name;
    }

    [Theory]
    [InlineData("diabetes.csv", "progression", "plain-noise")]
    [InlineData("breast_cancer.csv", "diagnosis", "two-classes")]
    [InlineData("digits.csv", "digit", "several-classes")]
    [InlineData("penguins.csv", "species", "several-classes")]
    public void Of_the_sample_data_what_a_practitioner_would_take(string data, string target, string rule)
    {
        var profile = TableProfile.Of(Samples.Dataset(data, target));

        Assert.Equal(rule, DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
        Assert.All(ProfileSentences.Of(profile), sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }
}
