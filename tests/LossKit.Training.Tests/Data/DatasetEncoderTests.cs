namespace LossKit.Tests;

public sealed class DatasetEncoderTests
{
    /// <summary>Rows 0 to 5 are trained on: x is 1, 2, 3, (missing), 10 and 4, hence the median 3; colours red and blue; y is 0 to 5.</summary>
    private static readonly Dataset Small = Dataset.From(
        Samples.Parse("x,colour,y\n1,red,0\n2,blue,1\n3,red,2\nNA,blue,3\n10,red,4\n4,,5\n?,green,6.5\n7,red,7\n8,,8\n9,blue,9\n10,red,10\n"),
        new DatasetOptions { Target = "y" });

    private static readonly int[] Training = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void Numbers_are_filled_and_standardised_by_the_training_part()
    {
        var encoded = DatasetEncoder.Fit(Small, Training).Encode([0, 3, 6, 7]);
        Assert.Equal(["x", "x=(missing)", "colour=blue", "colour=green", "colour=red", "colour=(missing)"], Small.FeatureNames);
        // 1, 2, 3, 3, 10, 4 have mean 23/6 and variance 139/6 - (23/6)^2 = 305/36.
        double mean = 23 / 6.0, deviation = Math.Sqrt(305 / 36.0);
        double[] expected = [(1 - mean) / deviation, (3 - mean) / deviation, (3 - mean) / deviation, (7 - mean) / deviation];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], encoded.Features[i * 6], 1e-6);
        Assert.Equal([0f, 1f, 1f, 0f], Enumerable.Range(0, 4).Select(i => encoded.Features[i * 6 + 1]));
    }

    [Fact]
    public void Categories_are_one_hot_and_those_never_trained_are_zero()
    {
        var encoded = DatasetEncoder.Fit(Small, Training).Encode([0, 1, 5, 6]);
        float[] Colour(int row) => encoded.Features[(row * 6 + 2)..(row * 6 + 6)];
        Assert.Equal([0, 0, 1, 0], Colour(0));
        Assert.Equal([1, 0, 0, 0], Colour(1));
        Assert.Equal([0, 0, 0, 1], Colour(2));
        Assert.Equal([0, 0, 0, 0], Colour(3));
    }

    [Fact]
    public void Targets_keep_their_units_and_the_encoder_knows_how_to_change_them()
    {
        var encoder = DatasetEncoder.Fit(Small, Training);
        var encoded = encoder.Encode([6, 10]);
        Assert.Equal([6.5, 10], encoded.Targets);
        Assert.Equal([6, 10], encoded.Rows);
        Assert.Empty(encoded.Labels);
        Assert.Equal(2.5, encoder.Target.Mean);
        Assert.Equal(Math.Sqrt(35 / 12.0), encoder.Target.Deviation, 1e-15);
        Assert.Equal(6.5, encoder.Target.Restore(encoder.Target.Standardise(6.5)), 1e-12);
    }

    [Fact]
    public void Nothing_is_learned_from_other_rows()
    {
        // The same training rows with other rows after them give the same encoding.
        var other = Dataset.From(
            Samples.Parse("x,colour,y\n1,red,0\n2,blue,1\n3,red,2\nNA,blue,3\n10,red,4\n4,,5\n1e6,green,-1e9\n7,red,7\n8,,8\n9,blue,9\n10,red,10\n"),
            new DatasetOptions { Target = "y" });
        var encoder = DatasetEncoder.Fit(other, Training);
        Assert.Equal(DatasetEncoder.Fit(Small, Training).Encode(Training).Features, encoder.Encode(Training).Features);
        Assert.Equal(DatasetEncoder.Fit(Small, Training).Target, encoder.Target);
    }

    [Fact]
    public void A_training_part_has_mean_zero_and_deviation_one_in_every_number()
    {
        var dataset = Samples.Dataset("breast_cancer.csv", "diagnosis");
        var split = DataSplit.Create(dataset, new SeededRandom(1));
        var encoded = DatasetEncoder.Fit(dataset, split.Training).Encode(split.Training);
        Assert.Equal(split.Training.Length * 30, encoded.Features.Length);
        for (var c = 0; c < encoded.FeatureCount; c++)
        {
            var column = Enumerable.Range(0, encoded.RowCount).Select(r => (double)encoded.Features[r * encoded.FeatureCount + c]).ToArray();
            Assert.Equal(0, column.Average(), 1e-6);
            Assert.Equal(1, column.Average(x => x * x), 1e-6);
        }

        for (var i = 0; i < encoded.RowCount; i++) Assert.Equal(dataset.Labels[split.Training[i]], encoded.Labels[i]);
        Assert.Empty(encoded.Targets);
    }

    [Fact]
    public void A_number_that_is_constant_in_training_is_zero_everywhere()
    {
        var dataset = Dataset.From(Samples.Table("x,z,y", 20, i => $"{(i < 10 ? 0.1 : 1e9)},{i * i},{i * 0.5}"), new DatasetOptions { Target = "y" });
        var encoded = DatasetEncoder.Fit(dataset, Enumerable.Range(0, 10).ToArray()).Encode([0, 15]);
        Assert.Equal(0, encoded.Features[0]);
        Assert.Equal(0, encoded.Features[2]);
    }

    [Fact]
    public void A_spread_whose_square_overflows_is_still_measured()
    {
        var scale = Standardisation.Fit([-1e200, 1e200]);
        Assert.Equal(new Standardisation(0, 1e200), scale);
        Assert.Equal(0.5, scale.Standardise(5e199), 1e-15);
    }

    [Fact]
    public void An_encoder_without_training_rows_is_an_error() => Assert.Throws<ArgumentException>(() => DatasetEncoder.Fit(Small, []));
}
