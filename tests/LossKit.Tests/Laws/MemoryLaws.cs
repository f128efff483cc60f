namespace LossKit.Tests;

/// <summary>Gradients can be added to what is there, may go where an input lies, and must not overlap one otherwise.</summary>
public sealed class MemoryLaws
{
    private const int Rows = 1500;
    private const int Width = 3;

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Adding_adds_what_writing_writes(string name)
    {
        var (loss, inputs) = Make(name);
        var (gradient, second) = Results(loss, inputs);
        var value = SpanCalls.Evaluate<float>(loss, inputs, gradient, second);
        var (added, addedSecond) = Results(loss, inputs);
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = i + 0.5f;
        }

        Array.Fill(addedSecond, -3f);
        Assert.Equal(value, SpanCalls.Evaluate<float>(loss, inputs, added, addedSecond, GradientMode.Add));
        Assert.Equal(gradient.Select((number, i) => number + (i + 0.5f)), added);
        Assert.Equal(second.Select(number => number + -3f), addedSecond);
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void A_gradient_may_take_the_place_of_the_predictions(string name)
    {
        var (loss, inputs) = Make(name);
        var (gradient, second) = Results(loss, inputs);
        var value = SpanCalls.Evaluate<float>(loss, inputs, gradient, second);
        var (_, secondInPlace) = Results(loss, inputs);
        Assert.Equal(value, SpanCalls.Evaluate<float>(loss, inputs, inputs.Prediction.Span, secondInPlace));
        Assert.Equal(gradient, inputs.Prediction.ToArray());
        Assert.Equal(second, secondInPlace);
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Results_that_overlap_an_input_elsewhere_are_an_error(string name)
    {
        var (loss, inputs) = Make(name);
        var count = inputs.Prediction.Length;
        foreach (var place in Enum.GetValues<Place>())
        {
            var memory = Read(inputs, place);
            if (memory.IsEmpty || (place == Place.Target && inputs.AreIndices))
            {
                continue;
            }

            var room = new float[count + memory.Length + 1];
            var moved = room.AsMemory(count, memory.Length);
            memory.CopyTo(moved);
            Write(inputs, place, moved);
            var (gradient, second) = Results(loss, inputs);
            AssertOverlap("gradient", () => SpanCalls.Evaluate<float>(loss, inputs, room.AsSpan(1, count), second), $"{name}: gradient over {place}");
            if (second.Length > 0)
            {
                var argument = loss is GaussianNllLoss ? "varianceGradient" : "hessian";
                AssertOverlap(argument, () => SpanCalls.Evaluate<float>(loss, inputs, gradient, room.AsSpan(1, count)), $"{name}: {argument} over {place}");
            }

            Write(inputs, place, memory);
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Two_results_in_the_same_memory_are_an_error(string name)
    {
        var (loss, inputs) = Make(name);
        var (gradient, second) = Results(loss, inputs);
        if (second.Length > 0)
        {
            var argument = loss is GaussianNllLoss ? "varianceGradient" : "hessian";
            AssertOverlap(argument, () => SpanCalls.Evaluate<float>(loss, inputs, gradient, gradient), $"{name}: both results in one place");
        }
        else
        {
            Assert.False(loss.Card.HasHessian);
        }
    }

    [Fact]
    public void A_gradient_over_fewer_targets_is_an_error_even_from_the_same_start()
    {
        var loss = new QuantileLoss([0.1, 0.5, 0.9]);
        var memory = new float[3 * Rows];
        var prediction = new float[3 * Rows];
        var error = Assert.Throws<LossException>(() => loss.Evaluate<float>(prediction, memory.AsSpan(0, Rows), memory));
        Assert.Equal("gradient overlaps an input at another place: pass memory of its own, or exactly the input's memory.", error.Message);
    }

    private enum Place
    {
        Prediction,
        Target,
        Variance,
        Weight,
    }

    private static (Loss Loss, TypedInputs<float> Inputs) Make(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(Rows, Width, seed: 51);
        return (@case.Make(inputs), new(@case, inputs));
    }

    private static (float[] Gradient, float[] Second) Results(Loss loss, TypedInputs<float> inputs) =>
        (new float[inputs.Prediction.Length], new float[SpanCalls.SecondLength(loss, inputs.Prediction.Length)]);

    private static void AssertOverlap(string argument, Action call, string what)
    {
        var exception = Record.Exception(call);
        Assert.True(
            exception is LossException error && error.Argument == argument && error.Message.Contains("overlaps", StringComparison.Ordinal),
            $"{what} is not refused: {exception?.Message ?? "no exception"}");
    }

    private static Memory<float> Read(TypedInputs<float> inputs, Place place) => place switch
    {
        Place.Prediction => inputs.Prediction,
        Place.Target => inputs.Target,
        Place.Variance => inputs.Variance,
        _ => inputs.Weight,
    };

    private static void Write(TypedInputs<float> inputs, Place place, Memory<float> memory)
    {
        switch (place)
        {
            case Place.Prediction:
                inputs.Prediction = memory;
                break;
            case Place.Target:
                inputs.Target = memory;
                break;
            case Place.Variance:
                inputs.Variance = memory;
                break;
            default:
                inputs.Weight = memory;
                break;
        }
    }
}
