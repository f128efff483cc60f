namespace LossKit.Tests;

/// <summary>A call that fails at a number outside its domain leaves what the caller had in memory as it was.</summary>
public sealed class FailureLaws
{
    // More than two blocks of the elementwise driver and than a portion of rows, so that much is computed before the last number is reached.
    private const int Rows = 3000;
    private const int Width = 3;

    /// <summary>More than a thread takes by itself.</summary>
    private const int Many = 200_000;

    public static TheoryData<string> Summable => LossCases.Where(@case =>
        @case.Form != InputForm.Tensors && @case.Make() is ElementwiseLoss { HasColumns: false } && Outside(@case, @case.Sample(2, 1, seed: 3)).Any());

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void In_place_the_predictions_stay(string name) =>
        Check(name, (loss, inputs) =>
        {
            var second = new float[SpanCalls.SecondLength(loss, inputs.Prediction.Length)];
            SpanCalls.Evaluate<float>(loss, inputs, inputs.Prediction.Span, second);
        });

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void What_gradients_are_added_to_stays(string name)
    {
        var gradient = Array.Empty<float>();
        var second = Array.Empty<float>();
        Check(name, (loss, inputs) =>
        {
            gradient = new float[inputs.Prediction.Length];
            second = new float[SpanCalls.SecondLength(loss, gradient.Length)];
            Array.Fill(gradient, 7);
            Array.Fill(second, 7);
            SpanCalls.Evaluate<float>(loss, inputs, gradient, second, GradientMode.Add);
        });
        Assert.All(gradient, number => Assert.Equal(7, number));
        Assert.All(second, number => Assert.Equal(7, number));
    }

    [Theory]
    [MemberData(nameof(Summable))]
    public void Single_losses_in_place_of_the_predictions_leave_them(string name) =>
        Check(name, (loss, inputs) => ((ElementwiseLoss)loss).EvaluateEach<float>(
            inputs.Prediction.Span, inputs.Target.Span, inputs.Prediction.Span, weight: inputs.Weight.Span));

    [Theory]
    [MemberData(nameof(Summable))]
    public void A_sum_of_losses_leaves_the_predictions(string name) =>
        Check(name, (loss, inputs) =>
        {
            var sum = (MatchedLoss)LossArithmetic.Sum(new LossTerm(1, new MseLoss()), new(0.5, loss));
            sum.Evaluate<float>(inputs.Prediction.Span, inputs.Target.Span, inputs.Prediction.Span, weight: inputs.Weight.Span);
        });

    [Fact]
    public void Of_several_numbers_outside_the_first_is_named_whatever_the_threads_find()
    {
        var prediction = new float[Many];
        var target = new float[Many];
        Array.Fill(target, 2, Many / 2, Many / 2);
        target[70_001] = -1;
        var error = Assert.Throws<LossException>(() => new BceWithLogitsLoss().Evaluate<float>(prediction, target, prediction));
        Assert.StartsWith("target[70001] is -1", error.Message, StringComparison.Ordinal);
        Assert.All(prediction, number => Assert.Equal(0, number));
    }

    // The last number of each input is wrong in each way in turn.
    private static void Check(string name, Action<Loss, TypedInputs<float>> call)
    {
        var @case = LossCases.Find(name);
        var good = @case.Sample(Rows, Width, seed: 91);
        foreach (var (input, value) in Outside(@case, good))
        {
            var bad = good.With(input, good[input].Values.Length - 1, value);
            var inputs = new TypedInputs<float>(@case, bad);
            var (prediction, target) = (inputs.Prediction.ToArray(), inputs.Target.ToArray());
            Assert.Throws<LossException>(() => call(@case.Make(bad), inputs));
            Assert.True(prediction.AsSpan().SequenceEqual(inputs.Prediction.Span), $"{name}: predictions changed, with {value:R} in {input}");
            Assert.True(target.AsSpan().SequenceEqual(inputs.Target.Span), $"{name}: targets changed, with {value:R} in {input}");
        }
    }

    // What float cannot hold apart from a number inside, and what is no class index, says nothing here.
    private static IEnumerable<(string Input, double Value)> Outside(LossCase @case, Dictionary<string, NamedArray> inputs) =>
        @case.Card.Inputs.Index()
            .Where(pair => pair.Item.Role is InputRole.Differentiable or InputRole.Target && inputs.ContainsKey(pair.Item.Name))
            .SelectMany(pair => InputRefusals.NumbersOutside(@case, pair.Index, inputs).Select(value => (pair.Item.Name, value)))
            .Where(pair => pair.value == (float)pair.value && (double.IsInteger(pair.value) || @case.Form != InputForm.ClassIndices));
}
