namespace LossKit.Tests;

public sealed class RepeatTests
{
    [Fact]
    public void Every_loss_starts_from_the_same_weights()
    {
        var repeat = Repeat.Prepare(Race.Data, seed: 1, number: 1);

        var one = Weights(repeat.Model([16, 8], outputs: 1));
        var again = Weights(repeat.Model([16, 8], outputs: 1));
        var two = Weights(repeat.Model([16, 8], outputs: 2));

        Assert.Equal(one, again);

        // Weight and bias of both hidden layers; the output layers differ in size.
        Assert.Equal(one[..4], two[..4]);
    }

    [Fact]
    public void Another_repeat_has_other_weights_and_other_rows()
    {
        var first = Repeat.Prepare(Race.Data, seed: 1, number: 1);
        var second = Repeat.Prepare(Race.Data, seed: 1, number: 2);

        Assert.NotEqual(Weights(first.Model([8], 1))[0], Weights(second.Model([8], 1))[0]);
        Assert.False(first.Split.Test.SequenceEqual(second.Split.Test));
    }

    [Fact]
    public void Every_loss_sees_the_same_batches_in_the_same_order()
    {
        var repeat = Repeat.Prepare(Race.Data, seed: 1, number: 1);

        var mse = Batches(repeat, "mse");
        var poisson = Batches(repeat, "poisson-nll");

        // 266 training rows in batches of 32 are 9, over two epochs.
        Assert.Equal(18, mse.Count);
        Assert.Equal(mse, poisson);
        Assert.NotEqual(mse[0], mse[9]);
    }

    [Fact]
    public void Units_are_learned_from_the_training_part_alone()
    {
        var rows = Enumerable.Range(0, 60).Select(row => (X: (row * 37 % 101) + 0.5, Y: (row * 17 % 89) + 0.25)).ToArray();
        var before = Prepare(rows);
        foreach (var row in before.Split.Test)
        {
            rows[row] = (rows[row].X * 1000, rows[row].Y * 1000);
        }

        var after = Prepare(rows);

        Assert.True(before.Split.Test.SequenceEqual(after.Split.Test));
        Assert.Equal(before.Training.Features, after.Training.Features);
        Assert.Equal(before.Target, after.Target);
        Assert.Equal(0, before.Training.Features.Average(x => (double)x), 1e-6);
        Assert.Equal(1, before.Training.Features.Average(x => (double)x * x), 1e-6);
    }

    private static Repeat Prepare((double X, double Y)[] rows) => Repeat.Prepare(
        Dataset.From(Samples.Table("x,y", rows.Length, i => $"{rows[i].X:R},{rows[i].Y:R}"), new DatasetOptions { Target = "y" }), seed: 1, number: 1);

    private static float[][] Weights(Sequential model) => [.. model.Parameters.Select(parameter => parameter.Value.ToArray())];

    private static List<float[]> Batches(Repeat repeat, string loss)
    {
        var head = LossHead.For(LossCatalog.Parse(loss), loss, Race.Data).Fit(repeat.Training, repeat.Target);
        var reader = new BatchReader(repeat.Training, head, 32, repeat.BatchOrder());
        var batches = new List<float[]>();
        for (var epoch = 0; epoch < 2; epoch++)
        {
            reader.Shuffle();
            for (var batch = 0; batch < reader.Batches; batch++)
            {
                reader.Read(batch);
                batches.Add(reader.Features.ToArray());
            }
        }

        return batches;
    }
}
