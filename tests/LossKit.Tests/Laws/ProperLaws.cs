namespace LossKit.Tests;

/// <summary>A proper loss is least, in expectation over the targets, for the prediction that states their distribution.</summary>
public sealed class ProperLaws
{
    private static readonly double[] Probabilities = [0.125, 0.5, 0.8125];

    // How a loss wants a mean to be stated; probabilities of classes are always stated as logarithms.
    private static readonly Dictionary<string, Func<double, double>> Statement = new(StringComparer.Ordinal)
    {
        ["mse"] = mean => mean,
        ["poisson-nll"] = Math.Log,
        ["poisson-nll:full=true"] = Math.Log,
        ["poisson-nll:log-input=false:full=true"] = mean => mean - 1e-8,
        ["poisson-nll:log-input=false:epsilon=0.125"] = mean => mean - 0.125,
        ["tweedie"] = Math.Log,
        ["tweedie:power=1.25"] = Math.Log,
        ["tweedie:power=1.9"] = Math.Log,
        ["tweedie:log-input=false:power=1.75:epsilon=0.125"] = mean => mean - 0.125,
        ["gamma-nll"] = Math.Log,
        ["gamma-nll:shape=2.5"] = Math.Log,
        ["gamma-nll:shape=0.5:full=true"] = Math.Log,
        ["gamma-nll:log-input=false:epsilon=0.125"] = mean => mean - 0.125,
        ["gamma-nll:log-input=false:full=true:shape=3"] = mean => mean - 1e-8,
        ["negative-binomial-nll"] = Math.Log,
        ["negative-binomial-nll:dispersion=0.25"] = Math.Log,
        ["negative-binomial-nll:dispersion=3:full=true"] = Math.Log,
        ["negative-binomial-nll:log-input=false:epsilon=0.125"] = mean => mean - 0.125,
        ["negative-binomial-nll:log-input=false:full=true:dispersion=0.5"] = mean => mean - 1e-8,
        ["gaussian-nll"] = mean => mean,
        ["gaussian-nll:full=true:epsilon=0.5"] = mean => mean,
        ["bce"] = mean => mean,
        ["bce-with-logits"] = Logit,
        ["asymmetric-multi-label:gamma-negative=0:gamma-positive=0:clip=0"] = Logit,
        ["soft-margin"] = mean => Logit((mean + 1) / 2),
        ["multi-label-soft-margin"] = Logit,
    };

    public static TheoryData<string> OfElements => LossCases.Where(@case => IsProper(@case) && !@case.IsByClass);

    public static TheoryData<string> OfClasses => LossCases.Where(@case => IsProper(@case) && @case.Form == InputForm.ClassIndices);

    [Theory]
    [MemberData(nameof(OfElements))]
    public void The_true_mean_of_two_outcomes_costs_least(string name)
    {
        var @case = LossCases.Find(name);
        var key = @case.Options.Length > 0 ? $"{@case.Card.Id}:{@case.Options}" : @case.Card.Id;
        Assert.True(Statement.TryGetValue(key, out var state), $"{key} is proper, but ProperLaws.Statement does not say how it is told a mean.");
        var (low, high) = Outcomes(@case);
        foreach (var probability in Probabilities)
        {
            var mean = low + (probability * (high - low));
            var variance = probability * (1 - probability) * (high - low) * (high - low);
            var honest = Expected(state(mean), variance);
            Assert.All(honest.Gradients, gradient => Assert.True(Math.Abs(gradient) < 1e-7, $"{name} at {probability}: gradient {gradient}"));
            foreach (var change in (double[])[-0.0625, -0.015625, 0.015625, 0.0625])
            {
                Assert.True(Expected(state(mean + (change * (high - low))), variance).Value > honest.Value, $"{name} at {probability} by {change}");
            }

            (double Value, double[] Gradients) Expected(double statement, double spread)
            {
                var inputs = @case.Sample(2, 1, seed: 131)
                    .With("prediction", (_, _) => statement)
                    .With("target", (i, _) => i == 0 ? low : high);
                inputs = inputs.ContainsKey("variance") ? inputs.With("variance", (_, _) => spread) : inputs;
                inputs = inputs.ContainsKey("weight") ? inputs.With("weight", (i, _) => i == 0 ? 1 - probability : probability) : inputs;
                var isWeighted = inputs.ContainsKey("weight");
                var answer = @case.Evaluate(inputs, Reduction.None, wanted: Answers.Value | Answers.Gradients);
                double Mean(double[] each) => isWeighted ? each[0] + each[1] : ((1 - probability) * each[0]) + (probability * each[1]);
                return (Mean(answer.Value.Values), [.. answer.Gradients!.Values.Select(gradient => Mean(gradient.Values))]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OfClasses))]
    public void The_true_probabilities_of_the_classes_cost_least(string name)
    {
        var @case = LossCases.Find(name);
        var truth = (double[])[0.5, 0.125, 0.375];
        var honest = Expected([.. truth.Select(probability => Math.Log(probability))]);
        Assert.All(honest.Gradient, gradient => Assert.True(Math.Abs(gradient) < 1e-12, $"{name}: gradient {gradient}"));
        for (var c = 0; c < truth.Length; c++)
        {
            double[] changed = [.. truth.Select((probability, i) => Math.Log(probability) + (i == c ? 0.0625 : 0))];
            Assert.True(Expected(changed).Value > honest.Value);
        }

        (double Value, double[] Gradient) Expected(double[] logits)
        {
            var value = 0.0;
            var gradient = new double[truth.Length];
            for (var c = 0; c < truth.Length; c++)
            {
                var options = @case.ReadOptions(Reduction.Sum);
                if (@case.Card.Options.Any(option => option.Name == "ignore-index"))
                {
                    options.SetText("ignore-index", "-100");
                }

                var answer = @case.Entry.Create(options).Evaluate(
                    new Dictionary<string, NamedArray>(StringComparer.Ordinal)
                    {
                        ["prediction"] = new(logits, [1, truth.Length]),
                        ["target"] = new([c], [1]),
                    },
                    Precision.Double,
                    Answers.Value | Answers.Gradients);
                value += truth[c] * answer.Value.Values[0];
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] += truth[c] * answer.Gradients!["prediction"].Values[i];
                }
            }

            return (value, gradient);
        }
    }

    // Two targets of the loss's domain, as far apart as is usual there.
    private static (double Low, double High) Outcomes(LossCase @case) => @case.Card.Inputs[1].Domain switch
    {
        { IsEndsOnly: true } => (-1, 1),
        { IsOpenBelow: true, Lower: 0 } => (1, 2),
        _ => @case.Card.Id == "gaussian-nll" ? (-2, 2) : (0, 1),
    };

    private static bool IsProper(LossCase @case) => @case.Make(@case.Sample(2, 3, seed: 1)).Traits.HasFlag(LossTraits.Proper);

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));
}
