using System.Numerics.Tensors;

namespace LossKit.Tests;

public sealed class GradientFlowTests
{
    private const int Rows = 16;

    [Fact]
    public void Norms_are_those_of_the_parameters_of_a_layer_together()
    {
        // Of Σ (w·x + b) with x = (3, 4): the slopes are x for w and 1 for b.
        var layer = new Linear(2, 1, new SeededRandom(1));
        new float[] { 1, 2 }.CopyTo(layer.Weight.Values);
        layer.Bias!.Value.Values[0] = 2;
        var model = new Sequential(layer);
        model.Forward(Variable.Constant([3, 4], [1, 2])).Sum().Backward();

        var seen = Assert.Single(GradientFlow.Of(model).Layers);

        Assert.Equal(("0", 3, GradientState.Flowing), (seen.Layer, seen.Count, seen.State));
        Assert.Equal(Math.Sqrt(9 + 16 + 1), seen.Norm, 1e-12);
        Assert.Equal(Math.Sqrt(1 + 4 + 4), seen.WeightNorm, 1e-12);
        Assert.Equal(Math.Sqrt((9 + 16 + 1) / 3.0), seen.RootMeanSquare, 1e-12);
    }

    [Fact]
    public void A_fresh_network_of_usual_size_flows()
    {
        var model = Relus(new SeededRandom(2), 8, 64, 64, 1);
        Backward(model, scale: 1);
        Assert.Equal(["0", "2", "4"], GradientFlow.Of(model).Layers.Select(layer => layer.Layer));
        Assert.Empty(GradientFlow.Of(model).Conspicuous);
    }

    [Fact]
    public void Sigmoids_behind_each_other_let_the_first_layers_vanish()
    {
        // The slope of a sigmoid is at most ¼; weights of the usual size leave about a tenth of the gradient at every layer.
        var random = new SeededRandom(3);
        var modules = new List<Module>();
        for (var i = 0; i < 8; i++)
        {
            modules.Add(new Linear(8, 8, random));
            modules.Add(new Sigmoid());
        }

        var model = new Sequential([.. modules, new Linear(8, 1, random)]);
        Backward(model, scale: 1);
        var flow = GradientFlow.Of(model);
        Assert.Equal(GradientState.Vanishing, flow.Layers[0].State);
        Assert.Equal(GradientState.Flowing, flow.Layers[^1].State);
        Assert.All(flow.Conspicuous, layer => Assert.Equal(GradientState.Vanishing, layer.State));
    }

    [Fact]
    public void Units_that_are_never_active_leave_a_gradient_of_zero_before_them()
    {
        var model = Relus(new SeededRandom(4), 8, 16, 1);
        ((Linear)model.Modules[0]).Bias!.Value.Values.Fill(-1000);
        Backward(model, scale: 1);
        Assert.Equal(
            [("0", GradientState.Zero), ("2", GradientState.Flowing)],
            GradientFlow.Of(model).Layers.Select(layer => (layer.Layer, layer.State)));
    }

    [Fact]
    public void Targets_that_were_not_scaled_let_squared_error_explode()
    {
        var model = Relus(new SeededRandom(5), 8, 16, 1);
        Backward(model, scale: 1e6f);
        Assert.All(GradientFlow.Of(model).Layers, layer => Assert.Equal(GradientState.Exploding, layer.State));
    }

    [Fact]
    public void Initial_weights_that_are_too_large_let_every_layer_explode()
    {
        // Ten times the usual weights in five layers multiply the output by 10⁵, and its squared error by as much again at every layer.
        var model = Relus(new SeededRandom(10), 8, 32, 32, 32, 32, 1);
        Scale(model, 10);
        Backward(model, scale: 1);
        Assert.All(GradientFlow.Of(model).Layers, layer => Assert.Equal(GradientState.Exploding, layer.State));
    }

    [Fact]
    public void Sigmoids_that_are_saturated_from_the_start_let_the_first_layers_stand_still()
    {
        // A bias of 200 puts all sigmoids behind it where their slope is e⁻²⁰⁰, which a float rounds to 0: nothing comes through to the front.
        var random = new SeededRandom(11);
        var model = new Sequential(new Linear(8, 8, random), new Sigmoid(), new Linear(8, 8, random), new Sigmoid(), new Linear(8, 1, random));
        ((Linear)model.Modules[2]).Bias!.Value.Values.Fill(200);
        Backward(model, scale: 1);
        Assert.Equal(
            [("0", GradientState.Zero), ("2", GradientState.Zero), ("4", GradientState.Flowing)],
            GradientFlow.Of(model).Layers.Select(layer => (layer.Layer, layer.State)));
    }

    [Fact]
    public void A_layer_that_explodes_does_not_make_the_others_vanish()
    {
        var model = Relus(new SeededRandom(6), 8, 16, 1);
        Backward(model, scale: 1);
        model.Parameters[0].Value.Gradient.Fill(1e12f);
        Assert.Equal(
            [GradientState.Exploding, GradientState.Flowing],
            GradientFlow.Of(model).Layers.Select(layer => layer.State));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_is_told_by_its_layer(float value)
    {
        var model = Relus(new SeededRandom(7), 8, 16, 1);
        Backward(model, scale: 1);
        model.Parameters[2].Value.Gradient[0] = value;
        var bad = Assert.Single(GradientFlow.Of(model).Conspicuous);
        Assert.Equal(("2", GradientState.NotFinite), (bad.Layer, bad.State));
    }

    [Fact]
    public void Without_a_backward_pass_gradients_are_missing_and_not_zero()
    {
        var model = Relus(new SeededRandom(8), 8, 16, 1);
        Assert.All(GradientFlow.Of(model).Layers, layer => Assert.Equal((GradientState.Missing, 0.0), (layer.State, layer.Norm)));
    }

    private static Sequential Relus(SeededRandom random, params int[] units)
    {
        var modules = new List<Module>();
        for (var i = 1; i < units.Length; i++)
        {
            modules.Add(new Linear(units[i - 1], units[i], random));
            modules.Add(new Relu());
        }

        return new([.. modules[..^1]]);
    }

    private static void Scale(Sequential model, float factor)
    {
        foreach (var parameter in model.Parameters)
        {
            TensorPrimitives.Multiply(parameter.Value.Values, factor, parameter.Value.Values);
        }
    }

    private static void Backward(Sequential model, float scale)
    {
        var random = new SeededRandom(9);
        var inputs = Enumerable.Range(0, Rows * 8).Select(_ => (float)random.NextGaussian()).ToArray();
        var targets = Enumerable.Range(0, Rows).Select(_ => scale * (float)random.NextGaussian()).ToArray();
        var prediction = model.Forward(Variable.Constant(inputs, [Rows, 8]));
        var error = prediction - Variable.Constant(targets, [Rows, 1]);
        (error * error).Mean().Backward();
    }
}
