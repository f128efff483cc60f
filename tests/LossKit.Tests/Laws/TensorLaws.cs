using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>What every loss of arrays obeys beside the laws for all losses.</summary>
[Collection(MachineState.Name)]
public sealed class TensorLaws
{
    private const int Rows = 24;
    private const int Width = 5;
    private const int ManyRows = 300;
    private const int ManyColumns = 40;
    private const int WidestRow = 70;

    // A claim holds to rounding: about 1e-12 of what is compared.
    private const double Rounding = 1e-12;

    public static TheoryData<string> Unreduced => LossCases.Where(@case =>
        @case.Form == InputForm.Tensors && @case.Card.Reductions.Contains(Reduction.None));

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void All_register_widths_agree(string name)
    {
        var @case = LossCases.Find(name);
        for (var width = 1; width <= WidestRow; width += 3)
        {
            CompareWidths(@case, TensorSamples.Sample(@case, 9, width, seed: width));
        }

        for (var rows = 0; rows <= WidestRow; rows += 7)
        {
            CompareWidths(@case, TensorSamples.Sample(@case, rows, 3, seed: rows));
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void All_numbers_of_threads_agree(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, ManyRows, ManyColumns, seed: 71);
        var before = ComputeThreads.Count;
        try
        {
            CompareThreads<float>(@case, inputs);
            CompareThreads<double>(@case, inputs);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void The_typed_call_gives_what_the_call_by_name_gives(string name)
    {
        CompareFaces<float>(LossCases.Find(name), Precision.Single);
        CompareFaces<double>(LossCases.Find(name), Precision.Double);
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void Adding_adds_what_writing_writes(string name)
    {
        var (loss, inputs) = Make(name);
        var written = new TensorFace<double>(loss, inputs);
        written.Evaluate();
        var added = new TensorFace<double>(loss, inputs);
        foreach (var gradient in added.Gradients)
        {
            gradient.Span.Fill(0.5);
        }

        added.Evaluate(GradientMode.Add);
        for (var i = 0; i < added.Gradients.Length; i++)
        {
            for (var j = 0; j < added.Gradients[i].Length; j++)
            {
                // Several terms of a gradient are added one by one, so the sum rounds otherwise.
                var size = 0.5 + Math.Abs(written.Gradients[i].Span[j]);
                Bits.Close(written.Gradients[i].Span[j] + 0.5, added.Gradients[i].Span[j], 1e-12 * size, $"{name}: gradient {i}[{j}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Unreduced))]
    public void Single_losses_come_beside_the_reduced_one(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, Rows, Width, seed: 7);
        var each = @case.Evaluate(inputs, Reduction.None);
        foreach (var reduction in @case.Card.Reductions)
        {
            var face = new TensorFace<double>((TensorLoss)@case.Make(reduction), inputs);
            var values = face.RoomForValues();
            face.Evaluate(values: values);
            Bits.Same(each.Value.Values, values, $"{name} {reduction}");
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void Weights_of_one_are_like_none_and_weights_of_zero_remove(string name)
    {
        var (loss, inputs) = Make(name);
        var plain = new TensorFace<double>(loss, inputs);
        var value = plain.Evaluate(values: plain.RoomForValues());
        var weighted = new TensorFace<double>(loss, inputs);
        var ones = weighted.RoomForValues();
        Array.Fill(ones, 1);
        Assert.Equal(value, weighted.Evaluate(values: weighted.RoomForValues(), weight: ones));
        Assert.Equal(plain.Gradients.SelectMany(gradient => gradient.ToArray()), weighted.Gradients.SelectMany(gradient => gradient.ToArray()));

        Assert.Equal(0, weighted.Evaluate(values: weighted.RoomForValues(), weight: new double[ones.Length]));
        Assert.All(weighted.Gradients.SelectMany(gradient => gradient.ToArray()), number => Assert.Equal(0, number));
    }

    [Theory]
    [MemberData(nameof(Unreduced))]
    public void A_weight_multiplies_its_loss_and_its_gradient(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, 6, 4, seed: 9);
        var loss = (TensorLoss)@case.Make(Reduction.Sum);
        var face = new TensorFace<double>(loss, inputs);
        var room = face.RoomForValues();
        var weight = room.Select((_, i) => 0.25 + (0.5 * (i % 5))).ToArray();
        var sums = face.Gradients.Select(gradient => new double[gradient.Length]).ToArray();
        var total = 0.0;
        for (var unit = 0; unit < room.Length; unit++)
        {
            var only = new double[room.Length];
            only[unit] = weight[unit];
            total += face.Evaluate(weight: only);
            for (var i = 0; i < sums.Length; i++)
            {
                TensorPrimitives.Add(sums[i], face.Gradients[i].Span, sums[i]);
            }
        }

        Bits.Close(total, face.Evaluate(weight: weight), Rounding * (1 + Math.Abs(total)), $"{name}: value");
        for (var i = 0; i < sums.Length; i++)
        {
            var size = sums[i].Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (var j = 0; j < sums[i].Length; j++)
            {
                Bits.Close(sums[i][j], face.Gradients[i].Span[j], Rounding * (1 + size), $"{name}: gradient {i}[{j}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void A_warm_call_allocates_nothing(string name)
    {
        var (loss, inputs) = Make(name);
        var face = new TensorFace<float>(loss, inputs);
        var values = face.RoomForValues();
        var least = long.MaxValue;
        for (var run = 0; run < 6 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            face.Evaluate(values: values);
            face.Evaluate(wantsGradients: false);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(least == 0, $"{name} allocates {least} bytes in two warm calls");
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void NaN_in_an_input_gives_NaN(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, Rows, Width, seed: 5);
        if (name.Contains("ignore-index", StringComparison.Ordinal))
        {
            // What is ignored may be NaN: the first place, where it is put, is to count.
            inputs = inputs.With("target", 0, 0);
        }

        foreach (var input in @case.Card.Inputs.Where(input => input.Role == InputRole.Differentiable))
        {
            foreach (var precision in Enum.GetValues<Precision>())
            {
                var answer = @case.Evaluate(inputs.With(input.Name, 0, double.NaN), precision: precision);
                Assert.True(double.IsNaN(answer.Value.Values[0]), $"{name}: NaN in {input.Name} gives {answer.Value.Values[0]}");
                Assert.True(answer.Gradients![input.Name].Values.Any(double.IsNaN), $"{name}: NaN in {input.Name} leaves no NaN in its gradient");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void No_row_gives_zero(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, 0, Width, seed: 5);
        if (inputs.Values.Any(array => array.Values.Length > 0))
        {
            return;
        }

        foreach (var reduction in @case.Card.Reductions.DefaultIfEmpty(Reduction.Mean).Where(reduction => reduction != Reduction.None))
        {
            Assert.Equal([0], @case.Evaluate(inputs, reduction).Value.Values);
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void Claims_hold(string name)
    {
        var @case = LossCases.Find(name);
        var traits = @case.Make().Traits;
        Assert.Equal(LossTraits.None, traits & ~(LossTraits.Convex | LossTraits.NonNegative | LossTraits.BoundedGradient));
        for (var seed = 1; seed <= 20; seed++)
        {
            var left = TensorSamples.Sample(@case, Rows, Width, seed);
            var right = left;
            var middle = left;
            var other = TensorSamples.Sample(@case, Rows, Width, seed + 100);
            foreach (var input in @case.Card.Inputs.Where(input => input.Role == InputRole.Differentiable))
            {
                right = right.With(input.Name, (i, _) => other[input.Name].Values[i]);
                middle = middle.With(input.Name, (i, number) => (number + other[input.Name].Values[i]) / 2);
            }

            var (start, end) = (Value(@case, left), Value(@case, right));
            if (traits.HasFlag(LossTraits.NonNegative))
            {
                Assert.True(start >= 0, $"{name}: {start}");
            }

            if (traits.HasFlag(LossTraits.Convex))
            {
                var most = ((start + end) / 2) + (Rounding * (Math.Abs(start) + Math.Abs(end)));
                Assert.True(Value(@case, middle) <= most, $"{name}: {Value(@case, middle)} in the middle of {start} and {end}");
            }

            if (traits.HasFlag(LossTraits.BoundedGradient))
            {
                var near = Steepest(@case, left, 100);
                Assert.True(Steepest(@case, left, 1e9) <= near * (1 + 1e-6), $"{name}: {Steepest(@case, left, 1e9)} far away, {near} before");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void A_gradient_in_the_memory_of_an_input_is_an_error(string name)
    {
        var (loss, inputs) = Make(name);
        var first = inputs[loss.Card.Inputs[0].Name];
        nint[] lengths = [.. first.Shape.Select(length => (nint)length)];
        var error = Assert.Throws<LossException>(() =>
        {
            var arguments = new TensorArguments<double>();
            arguments.Add(new ReadOnlyTensorSpan<double>(first.Values, lengths, []), new TensorSpan<double>(first.Values, lengths, []));
            foreach (var input in loss.Card.Arguments.Skip(1))
            {
                arguments.Add(new ReadOnlyTensorSpan<double>(inputs[input.Name].Values, [.. inputs[input.Name].Shape.Select(length => (nint)length)], []));
            }

            loss.Evaluate(arguments, values: new double[new TensorFace<double>(loss, inputs).RoomForValues().Length]);
        });
        Assert.Contains($"the gradient of {loss.Card.Inputs[0].Name} overlaps", error.Message, StringComparison.Ordinal);
    }

    private static (TensorLoss Loss, Dictionary<string, NamedArray> Inputs) Make(string name)
    {
        var @case = LossCases.Find(name);
        return ((TensorLoss)@case.Make(@case.Card.Reductions.Count > 0 ? @case.Card.Reductions[0] : Reduction.Mean), TensorSamples.Sample(@case, Rows, Width, seed: 3));
    }

    private static double Value(LossCase @case, Dictionary<string, NamedArray> inputs) =>
        @case.Evaluate(inputs, wanted: Answers.Value).Value.Values[0];

    private static double Steepest(LossCase @case, Dictionary<string, NamedArray> inputs, double scale)
    {
        foreach (var input in @case.Card.Inputs.Where(input => input.Role == InputRole.Differentiable))
        {
            inputs = inputs.With(input.Name, (_, number) => number * scale);
        }

        return @case.Evaluate(inputs).Gradients!.Values.SelectMany(gradient => gradient.Values).Max(Math.Abs);
    }

    private static void CompareWidths(LossCase @case, Dictionary<string, NamedArray> inputs)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var scalar = @case.Evaluate(inputs, precision: precision, width: LaneWidth.Scalar);
            foreach (var width in (LaneWidth[])[LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512])
            {
                var shapes = string.Join(' ', inputs.Values.Select(array => $"[{string.Join(',', array.Shape)}]"));
                Bits.Same(scalar, @case.Evaluate(inputs, precision: precision, width: width), $"{@case} {shapes} {precision} {width}");
            }
        }
    }

    private static void CompareThreads<T>(LossCase @case, Dictionary<string, NamedArray> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = (TensorLoss)@case.Make();
        ComputeThreads.Count = 1;
        var alone = new TensorFace<T>(loss, inputs);
        var value = alone.Evaluate();
        foreach (var threads in (int[])[2, 4])
        {
            ComputeThreads.Count = threads;
            var together = new TensorFace<T>(loss, inputs);
            Assert.Equal(value, together.Evaluate());
            Assert.Equal(alone.Gradients.SelectMany(gradient => gradient.ToArray()), together.Gradients.SelectMany(gradient => gradient.ToArray()));
        }
    }

    private static void CompareFaces<T>(LossCase @case, Precision precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = TensorSamples.Sample(@case, Rows, Width, seed: 41);
        var named = @case.Evaluate(inputs, precision: precision);
        foreach (var isStrided in (bool[])[false, true])
        {
            var face = new TensorFace<T>((TensorLoss)@case.Make(), inputs) { IsStrided = isStrided };
            Bits.Same(named.Value.Values, [double.CreateTruncating(face.Evaluate())], $"{@case}: value");
            for (var i = 0; i < face.Gradients.Length; i++)
            {
                if (face.Gradients[i].Length > 0)
                {
                    var expected = named.Gradients![@case.Card.Inputs[i].Name].Values;
                    Bits.Same(expected, Array.ConvertAll(face.Gradients[i].ToArray(), double.CreateTruncating), $"{@case}: gradient {i}");
                }
            }
        }
    }
}
