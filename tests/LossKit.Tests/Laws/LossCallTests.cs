namespace LossKit.Tests;

/// <summary>The prepared call that measurements use computes what an evaluation by name does, for every loss.</summary>
public sealed class LossCallTests
{
    // No image smaller than a window; frames enough for every target.
    private static readonly int[][] Shapes = [[12], [12, 13], [12, 13, 14], [40, 12, 13, 14]];

    public static TheoryData<string> Losses => [.. LossCatalog.BuiltIn.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_call_of_sampled_inputs_gives_the_value_and_gradients_of_an_evaluation_by_name(string id)
    {
        var loss = LossCatalog.Find(id).Create();
        var shape = Shapes.First(LossAxes.Of(loss).Fit);
        var inputs = InputSampler.Draw(loss, shape, new Random(7));
        var call = LossCall<float>.Of(loss, inputs);

        var expected = loss.Evaluate(inputs, Precision.Single, Answers.Value | Answers.Gradients);
        var value = call.Run();

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Value.Values[0]), BitConverter.DoubleToInt64Bits(value));
        Assert.Equal(expected.Gradients!.Values.Select(gradient => gradient.Values), call.Gradients.Select(gradient => Array.ConvertAll(gradient, x => (double)x)));
        Assert.Equal(0, MachineAllocation(call));
    }

    private static long MachineAllocation(LossCall<float> call)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 6 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call.Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
