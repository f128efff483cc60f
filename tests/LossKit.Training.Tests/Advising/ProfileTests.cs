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

    // Ten of every hundred labels are wrong: 10 % of the rows of which the classifier is surest carry another label.
    [Fact]
    public void Wrong_labels_are_found_where_a_classifier_is_sure()
    {
        var noise = TableProfile.Of(MadeTables.Classes([0.5, 0.5], 6, wrong: 0.1, rows: 2000)).Noise!;

        Assert.InRange(noise.SureRows, 500, 1500);
        Assert.Equal(0.1, noise.SureError, 0.03);
    }

    // Shares of wrong labels in small tables, down to three hundred rows, and up to a third wrong.
    [Theory]
    [InlineData(300, 0.15)]
    [InlineData(300, 0.3)]
    [InlineData(600, 0.1)]
    [InlineData(2000, 0.33)]
    public void Wrong_labels_are_found_in_small_tables_and_when_many(int rows, double wrong)
    {
        Assert.Equal("noisy-labels", RuleOf(MadeTables.Classes([0.5, 0.5], 6, wrong, rows)));
        Assert.Equal("two-classes", RuleOf(MadeTables.Classes([0.5, 0.5], 6, 0, rows)));
    }

    // Labels drawn by σ(slope·(a + b)): at 0.6 the best classifier errs on a third of them, and yet none is wrong. It is surer of some, and right more
    // often there. Of ten tables, one may look otherwise by chance.
    [Theory]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(2)]
    public void Labels_that_are_uncertain_are_not_wrong(double slope)
    {
        var suspected = Enumerable.Range(0, 10).Count(seed =>
        {
            var random = new SeededRandom((ulong)seed);
            var table = Samples.Table("a,b,y", 500, _ =>
            {
                double a = random.NextGaussian(), b = random.NextGaussian();
                return FormattableString.Invariant($"{a},{b},c{(random.NextDouble() < MadeTables.Sigmoid(slope * (a + b)) ? 1 : 0)}");
            });
            return RuleOf(Dataset.From(table, new() { Target = "y" })) == "noisy-labels";
        });

        Assert.InRange(suspected, 0, 1);
    }

    // Margins of 0 to 4 and a slope of 2, with labels dealt so that P(right) is 0.2 + 0.6·σ(2m) of every margin, or σ(2m).
    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void The_share_of_wrong_labels_is_where_certainty_stops(double wrong)
    {
        var random = new SeededRandom(5);
        var guesses = Enumerable.Range(0, 4000).Select(i =>
        {
            var margin = i / 1000.0;
            return (margin, random.NextDouble() >= wrong + ((1 - (2 * wrong)) * MadeTables.Sigmoid(2 * margin)));
        }).ToArray();

        var curve = CertaintyCurve.Fit(guesses);

        Assert.Equal(wrong, curve.WrongShare, 0.03);
        Assert.Equal(wrong > 0, curve.Evidence >= CertaintyCurve.Convincing);
    }

    // Two deviations apart, the best classifier errs on Φ(−1) = 16 % of the rows, but hardly where it is sure.
    [Fact]
    public void Classes_that_overlap_are_no_label_noise()
    {
        var profile = TableProfile.Of(MadeTables.Classes([0.5, 0.5], 2, rows: 2000));

        Assert.InRange(profile.Noise!.Error, 0.14, 0.2);
        Assert.Equal("two-classes", DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
    }

    // A bend, and the product of two columns: straight lines and squares see neither, and what they leave is no noise.
    [Fact]
    public void What_bends_is_not_taken_for_noise()
    {
        Assert.Equal("plain-noise", RuleOf(MadeTables.Numbers((a, b, random) => (20 * Math.Max(0, a)) + (3 * b) + random.NextGaussian())));
        var product = TableProfile.Of(MadeTables.Numbers((a, b, random) => (12 * a * (b - 0.5)) + (0.5 * random.NextGaussian()), rows: 2000)).Errors!;

        // On average |12·a·(b − ½)| is 1.5 and |noise| 0.4: all that can be taken of their sum is about three quarters.
        Assert.InRange(product.BentShare, 0.6, 0.75);
        Assert.InRange(product.SizePredictability, -0.1, NoiseRules.PredictableSize);
    }

    // Student's t with five degrees of freedom has 0.8 % beyond 4 robust deviations (2·(1 − F(4·1.4826·0.7267)) by its distribution), Laplace's
    // 2^(−4·1.4826) = 1.6 %, and one per cent of far rows one.
    [Fact]
    public void Outliers_of_one_per_cent_and_long_tails_are_seen()
    {
        Assert.Equal("outliers", RuleOf(MadeTables.Numbers((a, _, random) => a + random.NextGaussian() + (random.NextDouble() < 0.01 ? 12 : 0), rows: 2000)));
        var laplace = TableProfile.Of(MadeTables.Numbers(
            (a, _, random) => a + Math.Log((1 - random.NextDouble()) / (1 - random.NextDouble())), rows: 4000));

        Assert.Equal(Math.Pow(2, -4 * 1.482602), laplace.Errors!.FarShare, 0.005);
        Assert.Equal("outliers", DecisionTree.Recommend(new() { Task = laplace.Task, Table = laplace }).Rule.Name);
    }

    // One row of sixty is no tenth of a per mille, however normal noise is; a single far row says little.
    [Fact]
    public void A_few_far_rows_of_a_small_table_are_not_gross_outliers() =>
        Assert.Equal("outliers", RuleOf(MadeTables.Numbers((a, b, random) => (3 * a) + random.NextGaussian() + (b > 0.985 ? 30 : 0), rows: 60)));

    // Whole amounts of money, of which most are 0: no counts, since next to none is 1, 2 or 3.
    [Fact]
    public void Whole_amounts_are_no_counts() => Assert.Equal(
        "many-zeros", RuleOf(MadeTables.Numbers((a, _, random) => random.NextDouble() < 0.8 ? 0 : Math.Round(Math.Exp(6 + a + random.NextGaussian())), rows: 2000)));

    // Columns with long tails are cut by the regression; what that spoils is not the noise's.
    [Fact]
    public void Long_tails_of_columns_are_no_outliers_of_the_target() => Assert.Equal(
        "plain-noise", RuleOf(MadeTables.Numbers((a, _, random) => a + (0.05 * random.NextGaussian()), tail: 1.2, rows: 2000)));

    // Of 100 classes of 8 rows each by chance, the largest is many times the smallest.
    [Fact]
    public void Classes_that_differ_by_chance_are_not_imbalanced()
    {
        var random = new SeededRandom(3);
        var table = Samples.Table("a,y", 800, row => $"{row % 13},k{random.Next(100)}");
        var profile = TableProfile.Of(Dataset.From(table, new() { Target = "y" }));

        Assert.True(profile.Classes!.ImbalanceRatio >= ClassRules.Imbalanced);
        Assert.NotEqual("class-imbalance", DecisionTree.Recommend(new() { Task = profile.Task, Table = profile }).Rule.Name);
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

        Assert.True(profile.Noise!.Error > ClassRules.Skilled * profile.Noise.ErrorOfLargest);
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
