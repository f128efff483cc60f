namespace LossKit.Tests;

public sealed class DataSplitTests
{
    [Theory]
    [InlineData("diabetes.csv", "progression")]
    [InlineData("penguins.csv", "species")]
    public void Every_row_is_in_one_part_and_the_parts_have_their_shares(string file, string target)
    {
        var dataset = Samples.Dataset(file, target);
        var split = DataSplit.Create(dataset, new SeededRandom(1));
        int[] all = [.. split.Training, .. split.Validation, .. split.Test];
        Assert.Equal(Enumerable.Range(0, dataset.RowCount), all.Order());
        // Each class is rounded by itself: off by at most half a row a class.
        Assert.Equal(0.2 * dataset.RowCount, split.Validation.Length, 1.5);
        Assert.Equal(0.2 * dataset.RowCount, split.Test.Length, 1.5);
        Assert.Equal(split.Test.Length / (double)(dataset.RowCount - split.Test.Length), split.TestRatio);
    }

    [Fact]
    public void Classes_keep_their_proportions_in_every_part()
    {
        var dataset = Samples.Dataset("penguins.csv", "species");
        var split = DataSplit.Create(dataset, new SeededRandom(2));
        // 152, 68 and 124 rows: a fifth each is 30.4, 13.6 and 24.8.
        Assert.Equal([30, 14, 25], Sizes(dataset, split.Validation));
        Assert.Equal([30, 14, 25], Sizes(dataset, split.Test));
        Assert.Equal([92, 40, 74], Sizes(dataset, split.Training));
    }

    [Fact]
    public void Three_rows_of_a_class_reach_every_part_and_fewer_stay_in_training()
    {
        var table = Samples.Table("x,y", 60, i => $"{i * i},{(i < 2 ? "two" : i < 5 ? "three" : "many")}");
        var dataset = Dataset.From(table, new DatasetOptions { Target = "y" });
        for (ulong seed = 0; seed < 20; seed++)
        {
            var split = DataSplit.Create(dataset, new SeededRandom(seed), new SplitFractions(0.1, 0.1));
            // The classes are many (55 rows, a tenth is 5.5, even 6), three, two.
            Assert.Equal([43, 1, 2], Sizes(dataset, split.Training));
            Assert.Equal([6, 1, 0], Sizes(dataset, split.Validation));
            Assert.Equal([6, 1, 0], Sizes(dataset, split.Test));
        }
    }

    [Fact]
    public void The_seed_is_the_split()
    {
        var dataset = Samples.Dataset("diabetes.csv", "progression");
        var first = DataSplit.Create(dataset, new SeededRandom(3));
        Assert.Equal(first.Test, DataSplit.Create(dataset, new SeededRandom(3)).Test);
        Assert.Equal(first.Training, DataSplit.Create(dataset, new SeededRandom(3)).Training);
        Assert.NotEqual(first.Test.ToArray(), DataSplit.Create(dataset, new SeededRandom(4)).Test.ToArray());
    }

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.2, 0)]
    [InlineData(0.5, 0.45)]
    [InlineData(double.NaN, 0.2)]
    public void Shares_that_leave_nothing_are_an_error(double validation, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitFractions(validation, test));

    private static int[] Sizes(Dataset dataset, ReadOnlySpan<int> rows)
    {
        var sizes = new int[dataset.ClassNames.Count];
        foreach (var row in rows) sizes[dataset.Labels[row]]++;
        return sizes;
    }
}
