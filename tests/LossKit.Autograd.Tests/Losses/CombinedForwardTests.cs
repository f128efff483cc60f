namespace LossKit.Tests;

/// <summary>Sums, masks and micro-batches as nodes of the graph.</summary>
public sealed class CombinedForwardTests
{
    private static readonly Variable Prediction = TestData.Signed([4, 3], 1);
    private static readonly float[] Target = TestData.Grid([4, 3]).ToArray();
    private static readonly int[] Classes = [2, 0, 1, 1];

    [Fact]
    public void Sums_pass_the_gradient_check_in_every_reduction()
    {
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            var matched = (0.7 * new MseLoss(reduction)) + (0.3 * new LogCoshLoss(reduction));
            AssertRight(inputs => matched.Forward(inputs[0], Target));
            var classes = (0.7 * new CrossEntropyLoss(reduction: reduction)) - (0.3 * new FocalLoss(reduction: reduction));
            AssertRight(inputs => classes.Forward(inputs[0], Classes));
        }
    }

    [Fact]
    public void Terms_are_told_beside_the_sum()
    {
        float[] terms = new float[2];
        var matched = new MseLoss() + (0.5 * new LogCoshLoss());
        Variable loss = matched.ForwardTerms(Prediction, Target, terms);
        Assert.Equal(terms[0] + (0.5f * terms[1]), loss.ToScalar(), 1e-6f);
        Assert.Equal(new MseLoss().Forward(Prediction, Target).ToScalar(), terms[0]);
        AssertRight(inputs => matched.ForwardTerms(inputs[0], Target, new float[2]));

        var rooted = (MatchedSumLoss)(new MseLoss() + (Loss)new RmseLoss());
        Assert.Equal(rooted.Forward(Prediction, Target).ToScalar(), rooted.ForwardTerms(Prediction, Target, terms).ToScalar());
        Assert.Equal(MathF.Sqrt(terms[0]), terms[1], 1e-6f);

        var classes = new CrossEntropyLoss() + (0.5 * new FocalLoss());
        Assert.Equal(classes.Forward(Prediction, Classes).ToScalar(), classes.ForwardTerms(Prediction, Classes, terms).ToScalar());
        Assert.Equal(new CrossEntropyLoss().Forward(Prediction, Classes).ToScalar(), terms[0]);
    }

    [Fact]
    public void Masks_leave_out_elements_and_rows()
    {
        bool[] elements = [.. Enumerable.Range(0, 12).Select(i => i % 3 > 0)];
        bool[] rows = [true, false, true, true];
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.None])
        {
            AssertRight(inputs => new MseLoss(reduction).Forward(inputs[0], Target, mask: elements));
            AssertRight(inputs => new CrossEntropyLoss(reduction: reduction).Forward(inputs[0], Classes, rows));
        }

        Variable parameter = TestData.Signed([4, 3], 1);
        new CrossEntropyLoss().Forward(parameter, Classes, rows).Backward();
        Assert.All(parameter.Gradient[3..6].ToArray(), slope => Assert.Equal(0, slope));
        Assert.All(parameter.Gradient[..3].ToArray(), slope => Assert.NotEqual(0, slope));
    }

    [Fact]
    public void Gradients_of_parameters_over_unequal_micro_batches_are_those_of_the_batch()
    {
        var loss = new CrossEntropyLoss(ignoreIndex: -1, classWeights: [1, 2, 5]);
        int[] targets = [2, -1, 1, 0];
        float[] rows = TestData.Positive([4, 2], 3).ToArray();
        Variable whole = TestData.Signed([2, 3], 4), parts = TestData.Signed([2, 3], 4);
        Variable mean = loss.Forward(Variable.Constant(rows, [4, 2]).MatrixMultiply(whole), targets);
        mean.Backward();

        var accumulator = new LossAccumulator();
        foreach (var (start, count) in ((int, int)[])[(0, 1), (1, 1), (2, 2)])
        {
            Variable scores = Variable.Constant(rows.AsSpan(2 * start, 2 * count), [count, 2]).MatrixMultiply(parts);
            loss.Forward(accumulator, scores, targets.AsSpan(start, count)).Backward();
        }

        accumulator.ScaleGradients([parts, Variable.Parameter([1], [1])]);

        // Weights 5, ignored, 2, 1. Four terms a sum, of which float rounds each.
        Assert.Equal(8, accumulator.Total.Denominator);
        Assert.Equal(mean.ToScalar(), accumulator.Value, 1e-6);
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole.Gradient[i], parts.Gradient[i], 1e-6f);
        }

        var elements = new LossAccumulator();
        new MseLoss(Reduction.None).Forward(elements, Prediction, Target, mask: [true, true, .. new bool[10]]).Backward();
        Assert.Equal(2, elements.Total.Denominator);
        Prediction.ZeroGradient();
    }

    private static void AssertRight(VariableFunction function)
    {
        GradientCheckResult result = GradientCheck.Run(function, [Prediction]);
        Assert.True(result.IsPassed, result.ToString());
    }
}
