using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>CTC against the sum over all alignments written out, and at the places where implementations differ.</summary>
public sealed class CtcLossTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(4, 3, 0, new[] { 1, 2 })]
    [InlineData(4, 3, 0, new[] { 1, 1 })]
    [InlineData(5, 3, 2, new[] { 0, 1, 0 })]
    [InlineData(5, 3, 1, new[] { 2, 2, 2 })]
    [InlineData(5, 4, 3, new[] { 2 })]
    [InlineData(4, 3, 0, new int[0])]
    [InlineData(1, 3, 0, new[] { 2 })]
    [InlineData(6, 3, 0, new[] { 1, 2, 2, 1 })]
    [InlineData(6, 2, 0, new[] { 1, 1 })]
    public void Every_alignment_is_counted(int frames, int classes, int blank, int[] target)
    {
        var random = new Random(frames + classes);
        double[] logits = [.. Enumerable.Range(0, frames * classes).Select(_ => 3 * (random.NextDouble() - 0.5))];
        var (expected, slopes) = SumOverAlignments(logits, classes, blank, target);
        var (value, gradient) = Evaluate(new CtcLoss(blank, reduction: Reduction.Sum), logits, classes, target, frames);
        Bits.Close(expected, value, 1e-14 * (1 + expected), "value");
        for (var i = 0; i < slopes.Length; i++)
        {
            Bits.Close(slopes[i], gradient[i], 2e-15, $"gradient[{i}]");
        }
    }

    [Theory]
    [InlineData(2, new[] { 1, 1 })]
    [InlineData(2, new[] { 1, 2, 1 })]
    [InlineData(0, new[] { 1 })]
    public void An_impossible_alignment_is_infinite_or_nothing(int frames, int[] target)
    {
        double[] logits = [0.5, 1, -1, 0.25, 0, 2];
        foreach (var (impossible, expected) in ((ImpossibleAlignment, double)[])[(ImpossibleAlignment.Infinite, Infinity), (ImpossibleAlignment.Zero, 0)])
        {
            foreach (var reduction in (Reduction[])[Reduction.Sum, Reduction.Mean])
            {
                var (value, gradient) = Evaluate(new CtcLoss(impossible: impossible, reduction: reduction), logits, 3, target, frames);
                Assert.Equal(expected, value);
                Assert.All(gradient, slope => Assert.Equal(0, slope));
            }
        }
    }

    [Fact]
    public void A_label_that_is_excluded_at_every_frame_is_impossible()
    {
        var (value, gradient) = Evaluate(new CtcLoss(), [0, -Infinity, 1, -Infinity], 2, [1], 2);
        Assert.Equal(Infinity, value);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void An_excluded_class_leaves_the_other_paths()
    {
        // Two frames, classes blank, a, b; a is excluded at the first: only blank a is left. p(blank) = p(b) = ½, then p(a) = ⅓.
        var (value, gradient) = Evaluate(new CtcLoss(), [0, -Infinity, 0, 1, 1, 1], 3, [1], 2);
        Bits.Close(Math.Log(6), value, 1e-15, "value");
        double[] expected = [-0.5, 0, 0.5, 1.0 / 3, -2.0 / 3, 1.0 / 3];
        for (var i = 0; i < expected.Length; i++)
        {
            Bits.Close(expected[i], gradient[i], 1e-15, $"gradient[{i}]");
        }
    }

    [Fact]
    public void An_input_without_frames_fits_an_empty_target()
    {
        var (value, gradient) = Evaluate(new CtcLoss(), [1, 2, 3], 3, [], 0);
        Assert.Equal(0, value);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void What_is_padding_is_not_read()
    {
        double[] logits = [1, 2, 3, 0.5, 1, 0, double.NaN, Infinity, 7];
        var (value, gradient) = Evaluate(new CtcLoss(), logits, 3, [1, -7, 99], 2, labels: 1);
        var (expected, slopes) = Evaluate(new CtcLoss(), logits[..6], 3, [1], 2);
        Assert.Equal(expected, value);
        Assert.Equal([.. slopes, 0, 0, 0], gradient);
    }

    [Fact]
    public void A_mean_divides_by_the_lengths_of_the_targets()
    {
        // Two sequences of two frames and two equally likely classes; a target of one label has 3 of 4 paths, an empty one has 1.
        var values = new double[2];
        var gradient = new double[8];
        double Run(Reduction reduction, double[]? weight = null) => new CtcLoss(reduction: reduction).Evaluate(
            new ReadOnlyTensorSpan<double>(new double[8], [2, 2, 2], []),
            new ReadOnlyTensorSpan<int>([1, 0], [2, 1], []),
            new ReadOnlyTensorSpan<int>([2, 2], [2], []),
            new ReadOnlyTensorSpan<int>([1, 0], [2], []),
            new TensorSpan<double>(gradient, [2, 2, 2], []),
            values: values,
            weight: weight);

        Bits.Close(Math.Log(4.0 / 3) + Math.Log(4), Run(Reduction.Sum), 1e-15, "sum");
        Bits.Close((Math.Log(4.0 / 3) + Math.Log(4)) / 2, Run(Reduction.Mean), 1e-15, "mean");
        Bits.Close(((2 * Math.Log(4.0 / 3)) + (0.5 * Math.Log(4))) / 2, Run(Reduction.Mean, [2, 0.5]), 1e-15, "weighted mean");
        // A target of two labels in three frames of three equally likely classes: 5 of 27 paths, of which the mean counts half.
        var two = Evaluate(new CtcLoss(reduction: Reduction.Mean), new double[9], 3, [1, 2], 3);
        Bits.Close(Math.Log(27.0 / 5) / 2, two.Value, 1e-15, "two labels");
        var whole = Evaluate(new CtcLoss(reduction: Reduction.Sum), new double[9], 3, [1, 2], 3);
        Assert.Equal(whole.Gradient.Select(slope => slope / 2), two.Gradient);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(Infinity)]
    public void A_frame_without_a_softmax_makes_its_sequence_not_a_number(double number)
    {
        foreach (var impossible in Enum.GetValues<ImpossibleAlignment>())
        {
            var (value, gradient) = Evaluate(new CtcLoss(impossible: impossible), [1, 2, 3, 4, number, 5], 3, [1], 2);
            Assert.True(double.IsNaN(value));
            Assert.All(gradient, slope => Assert.True(double.IsNaN(slope)));
        }
    }

    [Fact]
    public void A_long_confident_path_keeps_its_digits()
    {
        // 1000 frames, a label, a blank, the other label, a blank …, each sure by e^-40. The certain path has −ln p = 1000 ln(1 + 2 e^-40). A blank may
        // also be either of the labels beside it, but for the last blank, which may be one: 999 other paths of e^-40 each. What is left is of e^-80.
        const int Frames = 1000;
        int[] target = [.. Enumerable.Range(0, Frames / 2).Select(i => 1 + (i % 2))];
        var logits = new double[Frames * 3];
        for (var frame = 0; frame < Frames; frame++)
        {
            logits[(3 * frame) + (frame % 2 == 0 ? target[frame / 2] : 0)] = 40;
        }

        var (value, _) = Evaluate(new CtcLoss(reduction: Reduction.Sum), logits, 3, target, Frames);

        Bits.Close(1001 * Math.Exp(-40), value, 1e-9 * 1001 * Math.Exp(-40), "value");
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(1)]
    public void Long_sequences_stay_exact_in_both_precisions(double size)
    {
        const int Frames = 1000, Classes = 5;
        var random = new Random(12);
        var logits = Enumerable.Range(0, Frames * Classes).Select(_ => (double)(float)(size * (random.NextDouble() - 0.5))).ToArray();
        int[] target = [.. Enumerable.Range(0, 200).Select(_ => 1 + random.Next(Classes - 1))];
        var (value, gradient) = Evaluate(new CtcLoss(reduction: Reduction.Sum), logits, Classes, target, Frames);
        var single = new float[logits.Length];
        var rounded = new CtcLoss(reduction: Reduction.Sum).Evaluate(
            new ReadOnlyTensorSpan<float>(Array.ConvertAll(logits, logit => (float)logit), [Frames, 1, Classes], []),
            new ReadOnlyTensorSpan<int>(target, [1, target.Length], []),
            new ReadOnlyTensorSpan<int>([Frames], [1], []),
            new ReadOnlyTensorSpan<int>([target.Length], [1], []),
            new TensorSpan<float>(single, [Frames, 1, Classes], []));
        Bits.Close(value, rounded, 1e-6 * value, "value");
        for (var i = 0; i < single.Length; i++)
        {
            Bits.Close(gradient[i], single[i], 1e-6, $"gradient[{i}]");
        }

        // Probabilities and occupancies both add up to 1.
        foreach (var frame in gradient.Chunk(Classes))
        {
            Bits.Close(0, frame.Sum(), 1e-14, "a frame's gradient");
        }
    }

    [Fact]
    public void Wrong_requests()
    {
        Expect(LossErrorCode.InvalidOption, "Option blank is -1, but must be at least 0.", () => LossCatalog.Parse("ctc:blank=-1"));
        Expect(LossErrorCode.InvalidOption, "Option blank is 0.5, but must be a whole number.", () => LossCatalog.Parse("ctc:blank=0.5"));
        Expect(
            LossErrorCode.UnknownOption,
            "ctc has no option 'zero_infinity' (did you mean 'zero-infinity'?): it takes blank, zero-infinity, reduction.",
            () => LossCatalog.Parse("ctc:zero_infinity=true"));
        Expect(
            LossErrorCode.InvalidOption,
            "Option blank is 3, but must be a class index from 0 to 2.",
            () => Evaluate(new CtcLoss(3), new double[6], 3, [1], 2));
        Expect(
            LossErrorCode.InvalidInput, "input-lengths[0] is 3, but must be from 0 to 2: logits have no more frames.", () => Named(inputLength: 3));
        Expect(
            LossErrorCode.InvalidInput,
            "input-lengths[0] is -1, but must be at least 0: write a number that is not negative.",
            () => Named(inputLength: -1));
        Expect(
            LossErrorCode.InvalidInput,
            "input-lengths[0] is 1.5, but must be a whole number: write the label, index or length itself.",
            () => Named(inputLength: 1.5));
        Expect(
            LossErrorCode.InvalidInput, "target-lengths[0] is 2, but must be from 0 to 1: targets have no more columns.", () => Named(targetLength: 2));
        Expect(
            LossErrorCode.InvalidTarget,
            "targets[0,0] is 0, but must be a class index from 0 to 2 other than the blank 0: write labels only, and padding behind the target's length.",
            () => Named(label: 0));
        Expect(
            LossErrorCode.InvalidTarget,
            "targets[0,0] is 3, but must be a class index from 0 to 2 other than the blank 0: write labels only, and padding behind the target's length.",
            () => Named(label: 3));
        Expect(
            LossErrorCode.InvalidTarget,
            "targets[0] is 1.5, but must be a whole number: write the label, index or length itself.",
            () => Named(label: 1.5));
        Expect(
            LossErrorCode.InvalidTarget,
            "targets[0] is 3000000000, but must be between -2147483648 and 2147483647: number from 0.",
            () => Named(label: 3e9));
        Expect(
            LossErrorCode.ShapeMismatch,
            "target-lengths has shape [2], but must have [1]: nothing is broadcast, so give target-lengths that shape.",
            () => Named(lengths: 2));
        Expect(
            LossErrorCode.MissingInput,
            "ctc needs the input 'targets' ([N,S] labels, padded to the longest), which was not given.",
            () => LossCatalog.Parse("ctc").Evaluate(
                new Dictionary<string, NamedArray>(StringComparer.Ordinal) { ["logits"] = new(new double[6], [2, 1, 3]) },
                Precision.Double,
                Answers.Value));
        Expect(
            LossErrorCode.UnknownInput,
            "ctc has no input 'target' (did you mean 'targets'?): it takes logits, targets, input-lengths, target-lengths.",
            () => LossCatalog.Parse("ctc").Evaluate(
                new Dictionary<string, NamedArray>(StringComparer.Ordinal) { ["target"] = new([1], [1]) }, Precision.Double, Answers.Value));
    }

    private static void Named(double inputLength = 2, double targetLength = 1, double label = 1, int lengths = 1) => LossCatalog.Parse("ctc").Evaluate(
        new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["logits"] = new(new double[6], [2, 1, 3]),
            ["targets"] = new([label], [1, 1]),
            ["input-lengths"] = new([inputLength], [1]),
            ["target-lengths"] = new([.. Enumerable.Repeat(targetLength, lengths)], [lengths]),
        },
        Precision.Double,
        Answers.Value);

    private static void Expect(LossErrorCode code, string message, Action request)
    {
        var error = Assert.Throws<LossException>(request);
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
    }

    private static (double Value, double[] Gradient) Evaluate(
        CtcLoss loss, double[] logits, int classes, int[] target, int frames, int? labels = null)
    {
        nint[] lengths = [logits.Length / classes, 1, classes];
        var gradient = new double[logits.Length];
        var value = loss.Evaluate(
            new ReadOnlyTensorSpan<double>(logits, lengths, []),
            new ReadOnlyTensorSpan<int>(target, [1, target.Length], []),
            new ReadOnlyTensorSpan<int>([frames], [1], []),
            new ReadOnlyTensorSpan<int>([labels ?? target.Length], [1], []),
            new TensorSpan<double>(gradient, lengths, []));
        return (value, gradient);
    }

    /// <summary>The definition: all paths of classes, kept where they become the target.</summary>
    private static (double Value, double[] Gradient) SumOverAlignments(double[] logits, int classes, int blank, int[] target)
    {
        var frames = logits.Length / classes;
        var probabilities = logits.Chunk(classes).Select(frame => frame.Select(logit => Math.Exp(logit) / frame.Sum(Math.Exp)).ToArray()).ToArray();
        var likelihood = 0.0;
        var occupied = new double[logits.Length];
        var path = new int[frames];
        for (var number = 0; number < Math.Pow(classes, frames); number++)
        {
            var rest = number;
            for (var frame = 0; frame < frames; frame++)
            {
                path[frame] = rest % classes;
                rest /= classes;
            }

            if (!Labels(path, blank).SequenceEqual(target))
            {
                continue;
            }

            var probability = path.Select((c, frame) => probabilities[frame][c]).Aggregate(1.0, (product, factor) => product * factor);
            likelihood += probability;
            for (var frame = 0; frame < frames; frame++)
            {
                occupied[(frame * classes) + path[frame]] += probability;
            }
        }

        return (-Math.Log(likelihood), [.. occupied.Select((mass, i) => probabilities[i / classes][i % classes] - (mass / likelihood))]);
    }

    private static IEnumerable<int> Labels(int[] path, int blank) =>
        path.Where((c, frame) => c != blank && (frame == 0 || path[frame - 1] != c));
}
