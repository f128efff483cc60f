namespace LossKit.Tests;

/// <summary>
/// What is wrong with a request is told by the code of the protocol and named: every error code, for every loss, made from its card and samples.
/// A line that cannot be read and a loss that there is not are the same for all losses; the tests of <c>losskit eval</c> have them.
/// </summary>
public sealed class RefusalLaws
{
    // Each of their arrays is averaged by itself, so that no shape is wrong.
    private static readonly string[] AnyShape = ["gan-discriminator", "gan-generator"];

    public static TheoryData<string> Ids => LossSamplesTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_options_are_refused(string id)
    {
        var @case = LossCases.All.First(@case => @case.Card.Id == id);
        AssertRefused(@case, [.. OptionRefusals.Of(@case, @case.Sample(5, 4, seed: 1))]);
    }

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Wrong_inputs_are_refused(string name)
    {
        var @case = LossCases.Find(name);
        AssertRefused(@case, [.. InputRefusals.Of(@case, @case.Sample(5, 4, seed: 1))]);
    }

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void Every_input_has_shapes_that_are_refused_and_the_message_names_what_does_not_fit(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(5, 4, seed: 1);
        foreach (var (i, input) in @case.Card.Inputs.Index().Where(pair => inputs.ContainsKey(pair.Item.Name)))
        {
            var refused = 0;
            foreach (var refusal in InputRefusals.Reshaped(inputs, input.Name))
            {
                if (refusal.Send(@case, Precision.Double) is not { } error)
                {
                    continue;
                }

                // Inputs are held against those before them: one that is wrong, or one that no longer fits to it.
                var isNamed = @case.Card.Inputs.Skip(i).Any(other => other.Name == error.Argument);
                Assert.True(
                    error.Code == LossErrorCode.ShapeMismatch && isNamed && error.Message.Contains(error.Argument, StringComparison.Ordinal),
                    $"{@case} with {refusal.What} should be refused for the shape of {input.Name}, but says ({error.Code}): {error.Message}");
                refused += i == 0 || error.Argument == input.Name ? 1 : 0;
            }

            Assert.True(refused > 0 || AnyShape.Contains(@case.Card.Id), $"{@case} takes {input.Name} in any shape.");
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void A_batch_without_rows_is_not_refused_and_costs_nothing(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(0, 4, seed: 1);
        if (inputs.Values.First().Shape[0] == 0)
        {
            var answer = @case.Evaluate(inputs, Reduction.Mean);
            Assert.Equal([0], answer.Value.Values);
            Assert.All(answer.Gradients!, pair => Assert.All(pair.Value.Values, slope => Assert.Equal(0, slope)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_code_that_a_loss_can_give_is_tried(string id)
    {
        HashSet<LossErrorCode> tried = [];
        HashSet<LossErrorCode> expected = [LossErrorCode.UnknownOption, LossErrorCode.InvalidOption, LossErrorCode.MissingInput, LossErrorCode.UnknownInput];
        foreach (var @case in LossCases.All.Where(@case => @case.Card.Id == id))
        {
            var inputs = @case.Sample(5, 4, seed: 1);
            tried.UnionWith(InputRefusals.Of(@case, inputs).Concat(OptionRefusals.Of(@case, inputs)).Select(refusal => refusal.Code));
        }

        var inputsOfCard = LossCatalog.Find(id).Card.Inputs;
        if (inputsOfCard.Any(input => input.Role == InputRole.Label || Says(input, InputRole.Target)))
        {
            expected.Add(LossErrorCode.InvalidTarget);
        }

        if (inputsOfCard.Any(input => input.Role == InputRole.Length || Says(input, InputRole.Differentiable) || Says(input, InputRole.Given)))
        {
            expected.Add(LossErrorCode.InvalidInput);
        }

        Assert.Superset(expected, tried);

        static bool Says(LossInput input, InputRole role) =>
            input.Role == role && (!input.Domain.IsUnbounded || input.Shape.Contains("indices", StringComparison.Ordinal));
    }

    private static void AssertRefused(LossCase @case, IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            foreach (var precision in Enum.GetValues<Precision>())
            {
                var error = refusal.Send(@case, precision);
                Assert.True(
                    error is not null
                        && error.Code == refusal.Code
                        && refusal.Named.All(part => error.Message.Contains(part, StringComparison.Ordinal))
                        && error.Message.EndsWith('.'),
                    $"{@case} with {refusal.What} ({precision}) should be refused with {refusal.Code}, naming {string.Join(" and ", refusal.Named)}, but "
                        + (error is null ? "was evaluated" : $"says ({error.Code}): {error.Message}"));
            }
        }
    }
}
