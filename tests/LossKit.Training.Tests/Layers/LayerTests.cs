namespace LossKit.Tests;

public sealed class LayerTests
{
    [Fact]
    public void A_linear_layer_begins_within_its_bounds_and_the_same_for_the_same_seed()
    {
        var layer = new Linear(25, 400, new SeededRandom(7));
        var again = new Linear(25, 400, new SeededRandom(7));
        var other = new Linear(25, 400, new SeededRandom(8));
        Assert.Equal(new Shape(400, 25), layer.Weight.Shape);
        Assert.Equal(new Shape(400), layer.Bias!.Value.Shape);
        Assert.Equal(layer.Weight.ToArray(), again.Weight.ToArray());
        Assert.NotEqual(layer.Weight.ToArray(), other.Weight.ToArray());

        // Uniform in ±1/√25: mean 0 and variance 0.2²/3, each within five standard errors at 10,000 draws.
        float[] weights = layer.Weight.ToArray();
        Assert.All(weights, weight => Assert.InRange(weight, -0.2f, 0.2f));
        Assert.Equal(0, weights.Average(), 5 * 0.2 / Math.Sqrt(3 * 10_000));
        Assert.Equal(0.04 / 3, weights.Average(weight => (double)weight * weight), 5 * 0.04 * Math.Sqrt(4.0 / 45 / 10_000));
        Assert.InRange(weights.Max(), 0.199f, 0.2f);
    }

    [Fact]
    public void A_linear_layer_maps_rows_and_moves_them()
    {
        var layer = new Linear(2, 1, new SeededRandom(1));
        ((ReadOnlySpan<float>)[2, 3]).CopyTo(layer.Weight.Values);
        layer.Bias!.Value.Values[0] = 5;
        Assert.Equal([28, 7], layer.Forward(Variable.Constant([4, 5, 1, 0], [2, 2])).ToArray());
        var plain = new Linear(2, 1, new SeededRandom(1), LinearBias.Omitted);
        Assert.Null(plain.Bias);
        Assert.Single(plain.Parameters);
    }

    [Fact]
    public void A_sequence_applies_its_modules_in_order_and_names_their_parameters()
    {
        var random = new SeededRandom(3);
        var model = new Sequential(new Linear(4, 3, random), new Relu(), new Sequential(new Linear(3, 2, random), new Tanh()), new Sigmoid());
        Assert.Equal(["0.weight", "0.bias", "2.0.weight", "2.0.bias"], model.Parameters.Select(parameter => parameter.Name));
        Variable x = Variable.Constant([1, -2, 3, -4, 4, 3, -2, 1], [2, 4]);
        var inner = (Sequential)model.Modules[2];
        Variable expected = inner.Forward(((Linear)model.Modules[0]).Forward(x).Relu()).Sigmoid();
        Assert.Equal(expected.ToArray(), model.Forward(x).ToArray());
    }

    [Fact]
    public void Dropout_drops_its_share_keeps_the_mean_and_does_nothing_in_use()
    {
        var model = new Sequential(new Dropout(0.25f, new SeededRandom(5)));
        Variable ones = Variable.Parameter(Enumerable.Repeat(1f, 10_000).ToArray(), [100, 100]);
        Variable dropped = model.Forward(ones);
        float[] values = dropped.ToArray();
        Assert.All(values, value => Assert.True(value is 0 or 4f / 3));

        // 2,500 are expected, with a standard deviation of √(10,000 · 0.25 · 0.75) = 43.
        Assert.InRange(values.Count(value => value == 0), 2500 - 217, 2500 + 217);
        dropped.Sum().Backward();
        Assert.Equal(values, ones.Gradient.ToArray());
        Assert.NotEqual(values, model.Forward(ones).ToArray());
        Assert.Equal(values, new Dropout(0.25f, new SeededRandom(5)).Forward(ones).ToArray());
        model.Evaluate();
        Assert.Equal(ones.ToArray(), model.Forward(ones).ToArray());
        model.Train();
        Assert.NotEqual(ones.ToArray(), model.Forward(ones).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1, new SeededRandom(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(float.NaN, new SeededRandom(5)));
    }

    [Fact]
    public void A_model_learns_and_its_training_step_allocates_nothing_once_warm()
    {
        var random = new SeededRandom(11);
        var model = new Sequential(new Linear(3, 32, random), new Relu(), new Dropout(0.1f, random.Fork(1)), new Linear(32, 1, random));
        var optimizer = new AdamW(model.Parameters, 1e-2f);
        var loss = new MseLoss();
        var inputs = new float[64 * 3];
        var targets = new float[64];
        for (int i = 0; i < 64; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                inputs[(i * 3) + j] = (float)((2 * random.NextDouble()) - 1);
            }

            targets[i] = (inputs[i * 3] * 2) - MathF.Abs(inputs[(i * 3) + 1]);
        }

        float first = 0, last = 0;
        long start = 0;
        for (int step = 0; step < 400; step++)
        {
            if (step == 350)
            {
                start = GC.GetAllocatedBytesForCurrentThread();
            }

            using (GraphScope.Begin())
            {
                Variable x = Variable.Constant(inputs, [64, 3]);
                Variable value = loss.Forward(model.Forward(x), targets);
                value.Backward();
                GradientClipping.ByNorm(model.Parameters, 10);
                optimizer.Step();
                optimizer.ZeroGradients();
                last = value.ToScalar();
                first = step == 0 ? last : first;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - start);
        Assert.InRange(last, 0, first / 10);
    }

    [Fact]
    public void A_name_is_given_once_and_a_parameter_must_be_one()
    {
        Assert.Throws<ArgumentException>(() => new Twice());
        Assert.Throws<ArgumentException>(() => new WithoutGradient());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(0, 1, new SeededRandom(1)));
    }

    private sealed class Twice : Module
    {
        public Twice()
        {
            Register("scale", Variable.Parameter([1], [1]));
            Register("scale", Variable.Parameter([1], [1]));
        }

        public override Variable Forward(Variable input) => input;
    }

    private sealed class WithoutGradient : Module
    {
        public WithoutGradient() => Register("scale", Variable.Constant(1));

        public override Variable Forward(Variable input) => input;
    }
}
