using System.Text.Json;

namespace LossKit.Tests;

public sealed class OptimizerTests
{
    private const int Count = 19;

    public static TheoryData<string> Cases => [.. Makers.Keys];

    private static Dictionary<string, Func<IReadOnlyList<NamedParameter>, Optimizer>> Makers { get; } = new(StringComparer.Ordinal)
    {
        ["sgd"] = p => new Sgd(p, 0.1f),
        ["sgd-decay"] = p => new Sgd(p, 0.1f, weightDecay: 0.05f),
        ["sgd-momentum"] = p => new Sgd(p, 0.1f, momentum: 0.9f, weightDecay: 0.05f),
        ["sgd-nesterov"] = p => new Sgd(p, 0.1f, momentum: 0.9f, Momentum.Nesterov, weightDecay: 0.05f),
        ["adam"] = p => new Adam(p, 0.05f),
        ["adam-decay"] = p => new Adam(p, 0.05f, 0.8f, 0.95f, 1e-3f, weightDecay: 0.1f),
        ["adamw"] = p => new AdamW(p, 0.05f),
        ["adamw-decay"] = p => new AdamW(p, 0.05f, 0.8f, 0.95f, 1e-3f, weightDecay: 0.3f),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parameters_go_where_PyTorch_takes_them(string name)
    {
        // optimizer_trajectories.py, beside this file, wrote the expected numbers with PyTorch.
        using Stream stream = typeof(OptimizerTests).Assembly.GetManifestResourceStream("optimizer_trajectories.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement expected = document.RootElement.GetProperty("cases").GetProperty(name);
        NamedParameter parameter = Start();
        Optimizer optimizer = Makers[name]([parameter]);
        Assert.Equal(12, expected.GetArrayLength());
        for (int step = 0; step < expected.GetArrayLength(); step++)
        {
            SetGradient(parameter, step);
            optimizer.Step();
            optimizer.ZeroGradients();
            for (int i = 0; i < Count; i++)
            {
                // Values are around 1 and each step rounds a few times: 12 · 4 · 2⁻²⁴ is 3e-6.
                Assert.Equal(expected[step][i].GetSingle(), parameter.Value.Values[i], 3e-6f);
            }
        }
    }

    [Fact]
    public void The_first_steps_follow_the_papers()
    {
        // Adam's first step is γ·g/(|g| + ε), whatever the size of g; momentum's second is γ(μg + g) = 0.1 · 1.9 · 2.
        NamedParameter adam = One(1), sgd = One(1);
        var stepper = new Adam([adam], 0.1f, epsilon: 0);
        adam.Value.Gradient[0] = 1e-3f;
        stepper.Step();
        Assert.Equal(0.9f, adam.Value.Values[0], 1e-6f);
        var momentum = new Sgd([sgd], 0.1f, momentum: 0.9f);
        sgd.Value.Gradient[0] = 2;
        momentum.Step();
        Assert.Equal(0.8f, sgd.Value.Values[0], 1e-6f);
        momentum.Step();
        Assert.Equal(0.42f, sgd.Value.Values[0], 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_parameter_without_gradient_is_left_alone_and_a_step_allocates_nothing(string name)
    {
        NamedParameter moved = Start(), idle = Start();
        float[] before = idle.Value.ToArray();
        Optimizer optimizer = Makers[name]([moved, idle]);
        long allocated = -1;
        for (int step = 0; step < 5; step++)
        {
            SetGradient(moved, step);
            long start = GC.GetAllocatedBytesForCurrentThread();
            optimizer.Step();
            optimizer.ZeroGradients();
            allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(before, idle.Value.ToArray());
        Assert.NotEqual(before, moved.Value.ToArray());
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        NamedParameter[] parameters = [Start()];
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(parameters, -1));
        Assert.StartsWith("The value is -1; write a finite number of at least 0.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(parameters, 0.1f, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(parameters, beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(parameters, beta2: -0.1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(parameters, weightDecay: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(parameters) { LearningRate = float.PositiveInfinity });
    }

    [Fact]
    public void Clipping_by_norm_keeps_the_direction()
    {
        NamedParameter one = One(0), other = One(0), idle = One(0);
        one.Value.Gradient[0] = 3;
        other.Value.Gradient[0] = -4;
        Assert.Equal(5, GradientClipping.ByNorm([one, other, idle], 10), 1e-12);
        Assert.Equal(3, one.Value.Gradient[0]);
        Assert.Equal(5, GradientClipping.ByNorm([one, other, idle], 1), 1e-12);
        Assert.Equal(0.6f, one.Value.Gradient[0], 1e-6f);
        Assert.Equal(-0.8f, other.Value.Gradient[0], 1e-6f);
        Assert.False(idle.Value.HasGradient);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm([one], double.NaN));
    }

    [Fact]
    public void Clipping_by_value_moves_each_element()
    {
        NamedParameter parameter = Start();
        for (int i = 0; i < Count; i++)
        {
            parameter.Value.Gradient[i] = i - 9;
        }

        GradientClipping.ByValue([parameter], 2);
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(Math.Clamp(i - 9, -2, 2), parameter.Value.Gradient[i]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue([parameter], -1));
    }

    private static NamedParameter One(float value) => new("one", Variable.Parameter([value], [1]));

    private static NamedParameter Start()
    {
        var values = new float[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = ((i % 7) - 3) / 4f;
        }

        return new("start", Variable.Parameter(values, [Count]));
    }

    private static void SetGradient(NamedParameter parameter, int step)
    {
        Span<float> gradient = parameter.Value.Gradient;
        for (int i = 0; i < Count; i++)
        {
            gradient[i] = ((((7 * step) + (3 * i)) % 11) - 5) / 4f;
        }
    }
}
