namespace LossKit.Tests;

/// <summary>Single values beside the mean, and micro-batches that add up to the full batch, for every loss that has single values.</summary>
public sealed class FractionLaws
{
    private const int Rows = 2500;
    private const int Classes = 5;

    /// <summary>Unequal micro-batches, one of them empty and one of a single row.</summary>
    private static readonly int[] Ends = [7, 7, 8, 1031, 1040, 2400, Rows];

    public static TheoryData<string> Elementwise => LossCases.Where(@case =>
        @case.Make() is ElementwiseLoss && @case.Weighting != InputRole.ClassWeight);

    public static TheoryData<string> ByIndex => LossCases.Where(@case => @case.Form == InputForm.ClassIndices && @case.Positions == 0);

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Micro_batches_of_elements_are_the_full_batch(string name)
    {
        var @case = LossCases.Find(name);
        var loss = (ElementwiseLoss)@case.Make();
        var inputs = new TypedInputs<double>(@case, @case.Sample(Rows, 1, seed: 321));
        var share = loss.PredictionsPerTarget;
        double[] full = new double[Rows * share], added = new double[Rows * share], values = new double[Rows], each = new double[Rows];
        var value = loss.EvaluateWithValues(inputs.Prediction.Span, inputs.Target.Span, values.AsSpan(), full, weight: inputs.Weight.Span);
        var plain = new double[full.Length];
        Bits.Same([value], [loss.Evaluate(inputs.Prediction.Span, inputs.Target.Span, plain.AsSpan(), weight: inputs.Weight.Span)], name);
        Bits.Same(plain, full, $"{name}: gradient with values");
        loss.EvaluateEach(inputs.Prediction.Span, inputs.Target.Span, each.AsSpan(), weight: inputs.Weight.Span);
        Bits.Same(each, values, $"{name}: values");

        var accumulator = new LossAccumulator();
        ForEachBatch((start, length) => accumulator.Add(loss.EvaluateFraction(
            inputs.Prediction.Span.Slice(start * share, length * share),
            inputs.Target.Span.Slice(start, length),
            added.AsSpan(start * share, length * share),
            weight: inputs.Weight.IsEmpty ? default : inputs.Weight.Span.Slice(start * share, length * share))));
        accumulator.ScaleGradient(added.AsSpan());

        Bits.Close(value, accumulator.Value, 1e-15 * each.Average(Math.Abs), $"{name}: value");
        Assert.Equal(Rows, accumulator.Total.Denominator);
        Close(full, added, share == 1 ? 0 : 2, name);
    }

    [Theory]
    [MemberData(nameof(ByIndex))]
    public void Micro_batches_of_rows_are_the_full_batch(string name)
    {
        var @case = LossCases.Find(name);
        var sample = @case.Sample(Rows, Classes, seed: 322);
        var loss = (ClassLoss)@case.Make(sample);
        var inputs = new TypedInputs<double>(@case, sample);
        double[] full = new double[Rows * Classes], added = new double[Rows * Classes], values = new double[Rows], each = new double[Rows];
        var shape = new ClassShape(Rows, Classes);
        var value = loss.EvaluateWithValues(inputs.Prediction.Span, shape, inputs.Indices.Span, values.AsSpan(), full);
        Bits.Same([value], [loss.Evaluate<double>(inputs.Prediction.Span, shape, inputs.Indices.Span)], name);
        loss.EvaluateEach(inputs.Prediction.Span, shape, inputs.Indices.Span, each.AsSpan());
        Bits.Same(each, values, $"{name}: values");

        var accumulator = new LossAccumulator();
        ForEachBatch((start, length) => accumulator.Add(loss.EvaluateFraction(
            inputs.Prediction.Span.Slice(start * Classes, length * Classes),
            new(length, Classes),
            inputs.Indices.Span.Slice(start, length),
            added.AsSpan(start * Classes, length * Classes))));
        accumulator.ScaleGradient(added.AsSpan());

        Bits.Close(value, accumulator.Value, 1e-15 * each.Average(Math.Abs), $"{name}: value");
        Close(full, added, 4, name);
    }

    [Fact]
    public void In_float_the_value_is_as_good_as_the_sum_of_a_block()
    {
        var inputs = new TypedInputs<float>(LossCases.Find("mse"), LossCases.Find("mse").Sample(Rows, 1, seed: 323));
        float[] full = new float[Rows], added = new float[Rows];
        var value = new MseLoss().Evaluate(inputs.Prediction.Span, inputs.Target.Span, full.AsSpan());
        var accumulator = new LossAccumulator();
        ForEachBatch((start, length) => accumulator.Add(new MseLoss().EvaluateFraction(
            inputs.Prediction.Span.Slice(start, length), inputs.Target.Span.Slice(start, length), added.AsSpan(start, length))));
        accumulator.ScaleGradient(added.AsSpan());
        Assert.Equal(value, accumulator.Value, 1e-6 * value);
        Assert.Equal(full, added);
    }

    [Fact]
    public void Nothing_to_average_is_zero_and_a_reset_forgets()
    {
        var accumulator = new LossAccumulator();
        Assert.Equal((0, 0), (accumulator.Value, accumulator.GradientScale));
        accumulator.Add(new(3, 2));
        accumulator.Add(new(1, 6));
        Assert.Equal((0.5, 0.125), (accumulator.Value, accumulator.GradientScale));
        accumulator.Reset();
        Assert.Equal(new LossFraction(0, 0), accumulator.Total);
    }

    private static void ForEachBatch(Action<int, int> evaluate)
    {
        var start = 0;
        foreach (var end in Ends)
        {
            evaluate(start, end - start);
            start = end;
        }
    }

    private static void Close(double[] full, double[] added, int ulps, string name)
    {
        for (var i = 0; i < full.Length; i++)
        {
            Bits.Close(full[i], added[i], ulps * 2.3e-16 * Math.Abs(full[i]), $"{name}: gradient[{i}]");
        }
    }
}
