namespace LossKit.Tests;

/// <summary>Each weighting has the effect that its paper describes.</summary>
public sealed class TaskWeightingTests
{
    [Fact]
    public void Fixed_weights_multiply_losses_and_gradients()
    {
        Variable x = Variable.Parameter([3], [1]);
        float value = new FixedWeighting(2, -0.5f).Backward((x * x).Sum(), x.Sum());
        Assert.Equal((2 * 9) - (0.5f * 3), value);
        Assert.Equal((2 * 6) - 0.5f, x.Gradient[0]);
    }

    [Fact]
    public void Uncertainty_gives_a_task_the_inverse_of_its_loss_as_weight()
    {
        // Two losses that no training changes: e^(−s)·L + s is smallest at s = ln L, where the weight is 1/L.
        var weighting = new UncertaintyWeighting(2);
        var optimizer = new Adam(weighting.Parameters, learningRate: 0.05f);
        for (int step = 0; step < 600; step++)
        {
            optimizer.ZeroGradients();
            weighting.Backward(Variable.Constant(4), Variable.Constant(0.25f));
            optimizer.Step();
        }

        Assert.Equal(0.25f, weighting.Weights[0], 1e-3f);
        Assert.Equal(4f, weighting.Weights[1], 1e-2f);
    }

    [Fact]
    public void Uncertainty_finds_the_noise_of_each_task()
    {
        // Targets with noise of variance 0.09 and 9 around the same line: the learned variances are those of the residuals.
        var random = new SeededRandom(5);
        var model = new Linear(1, 1, random);
        float[] x = [.. Enumerable.Range(0, 400).Select(i => (i / 200f) - 1)];
        float[] quiet = [.. x.Select(at => (2 * at) + (0.3f * (float)random.NextGaussian()))];
        float[] loud = [.. x.Select(at => (2 * at) + (3f * (float)random.NextGaussian()))];
        var weighting = new UncertaintyWeighting(2);
        var optimizer = new Adam([.. model.Parameters, .. weighting.Parameters], learningRate: 0.02f);
        float[] last = [];
        for (int step = 0; step < 1500; step++)
        {
            using var scope = GraphScope.Begin();
            optimizer.ZeroGradients();
            Variable prediction = model.Forward(Variable.Constant(x, [400, 1]));
            Variable first = new MseLoss().Forward(prediction, quiet), second = new MseLoss().Forward(prediction, loud);
            weighting.Backward(first, second);
            optimizer.Step();
            last = [first.ToScalar(), second.ToScalar()];
        }

        Assert.InRange(last[1] / last[0], 60, 160);
        Assert.Equal(1, weighting.Weights[0] * last[0], 0.02);
        Assert.Equal(1, weighting.Weights[1] * last[1], 0.02);
    }

    [Fact]
    public void GradNorm_takes_the_step_of_its_paper()
    {
        // One shared weight w = 1 and losses 3w and w²/2, whose gradients are 3 and 1. In the first step no task is ahead (L/L(0) = 1 for both), so the goal of
        // both is the mean norm 2: w1 falls by 0.1·3, w2 rises by 0.1·1, and (0.7, 1.1) is scaled to add up to 2.
        Variable shared = Variable.Parameter([1], [1]);
        var weighting = new GradNormWeighting(2, [shared], alpha: 1, learningRate: 0.1f);
        weighting.Backward((shared * 3).Sum(), (shared * shared * 0.5f).Sum());
        Assert.Equal([3f, 1f], weighting.GradientNorms);
        Assert.Equal(4, shared.Gradient[0]);
        Assert.Equal(0.7f * 2 / 1.8f, weighting.Weights[0], 1e-6f);
        Assert.Equal(1.1f * 2 / 1.8f, weighting.Weights[1], 1e-6f);

        // The second loss has fallen to half and the first has not: shares 1 and 0.5 of mean 0.75, goals Ḡ·4/3 and Ḡ·2/3.
        float[] before = [.. weighting.Weights];
        shared.ZeroGradient();
        weighting.Backward((shared * 3).Sum(), (shared * shared * 0.25f).Sum());
        float[] norms = [3 * before[0], 0.5f * before[1]];
        float mean = (norms[0] + norms[1]) / 2;
        float first = before[0] - (0.1f * 3 * Math.Sign(norms[0] - (mean * 4 / 3)));
        float second = before[1] - (0.1f * 0.5f * Math.Sign(norms[1] - (mean * 2 / 3)));
        Assert.Equal(norms, weighting.GradientNorms.ToArray(), (left, right) => Math.Abs(left - right) < 1e-6f);
        Assert.Equal(2 * first / (first + second), weighting.Weights[0], 1e-5f);
    }

    [Fact]
    public void GradNorm_makes_gradients_of_different_scale_equally_large()
    {
        // The paper's toy problem: tasks that differ by the scale of their targets only. Unweighted, the largest has 10^4 times the gradient of the smallest.
        float[] scales = [1, 10, 100];
        var random = new SeededRandom(11);
        var body = new Linear(4, 8, random);
        Linear[] heads = [.. scales.Select(_ => new Linear(8, 2, random))];
        var weighting = new GradNormWeighting(3, [body.Weight], alpha: 0, learningRate: 5e-4f);
        float[] inputs = [.. Enumerable.Range(0, 64 * 4).Select(_ => (float)random.NextGaussian())];
        float[] targets = [.. Enumerable.Range(0, 64 * 2).Select(_ => (float)random.NextGaussian())];
        float[][] scaled = [.. scales.Select(scale => targets.Select(target => scale * target).ToArray())];
        float unevenAtFirst = 0;
        for (int step = 0; step < 4000; step++)
        {
            using var scope = GraphScope.Begin();
            body.Weight.ZeroGradient();
            Variable features = body.Forward(Variable.Constant(inputs, [64, 4])).Tanh();
            Variable[] losses = [.. heads.Zip(scaled, (head, target) => new MseLoss().Forward(head.Forward(features), target))];
            weighting.Backward(losses);
            unevenAtFirst = step == 0 ? weighting.GradientNorms.Max() / weighting.GradientNorms.Min() : unevenAtFirst;
        }

        Assert.True(unevenAtFirst > 50, $"the norms differ only by {unevenAtFirst} to begin with");
        Assert.Equal(3, weighting.Weights.Sum(), 1e-4f);
        Assert.InRange(weighting.GradientNorms.Max() / weighting.GradientNorms.Min(), 1, 3);
    }

    [Fact]
    public void Dynamic_weights_favour_the_task_that_fell_less()
    {
        var weighting = new DynamicWeightAverage(2, temperature: 2);
        Epoch(weighting, (3, 1), (1, 3));
        Assert.Equal([1f, 1f], weighting.Weights);
        Epoch(weighting, (1, 2), (1, 2));

        // Means 2 and 2, then 1 and 2: r = 0.5 and 1, weights 2·softmax(r/2).
        double first = Math.Exp(0.25), second = Math.Exp(0.5);
        Assert.Equal(2 * first / (first + second), weighting.Weights[0], 1e-6);
        Assert.Equal(2 * second / (first + second), weighting.Weights[1], 1e-6);
        Assert.Equal(2, weighting.Weights.Sum(), 1e-6f);
    }

    [Fact]
    public void A_loss_that_is_no_scalar_or_a_task_too_few_is_an_error()
    {
        var weighting = new FixedWeighting(1, 2);
        Variable loss = Variable.Constant(1), losses = Variable.Constant([1, 2], [2]);
        Assert.StartsWith(
            "There are 1 losses, but 2 tasks; pass the loss of each task, in their order.",
            Assert.Throws<ArgumentException>(() => weighting.Combine(loss)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Loss 1 has the shape [2], but a task's loss is one number; reduce it with Mean() or Sum().",
            Assert.Throws<ArgumentException>(() => weighting.Combine(loss, losses)).Message,
            StringComparison.Ordinal);
    }

    private static void Epoch(TaskWeighting weighting, params (float First, float Second)[] steps)
    {
        foreach (var (first, second) in steps)
        {
            weighting.Combine(Variable.Constant(first), Variable.Constant(second));
        }

        weighting.EndEpoch();
    }
}
