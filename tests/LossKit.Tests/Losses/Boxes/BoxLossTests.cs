using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>Boxes at the places where formulas break: no area, the same edges, one inside the other, apart, upside down.</summary>
public sealed class BoxLossTests
{
    private const double Rounding = 1e-14;

    public static TheoryData<string> Ids => ["box-iou", "giou", "diou", "ciou", "eiou"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Identical_boxes_cost_what_epsilon_leaves_and_pull_nowhere(string id)
    {
        var (value, gradient) = Evaluate(id, [1, 2, 5, 4], [1, 2, 5, 4]);

        // 1 − 8/(8 + 1e-7), by hand.
        Bits.Close(1e-7 / (8 + 1e-7), value, 1e-7 * Rounding, id);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-8));
    }

    [Theory]
    [InlineData("box-iou", 1)]
    [InlineData("giou", 1)]
    [InlineData("diou", 1)]
    [InlineData("ciou", 1)]
    [InlineData("eiou", 1)]
    public void Two_points_at_one_place_have_nothing_in_common(string id, double expected)
    {
        foreach (var epsilon in (string[])["1e-7", "0"])
        {
            var (value, gradient) = Evaluate($"{id}:epsilon={epsilon}", [3, 3, 3, 3], [3, 3, 3, 3]);
            Assert.Equal(expected, value);
            Assert.All(gradient, slope => Assert.Equal(0, slope));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Boxes_without_area_have_finite_results(string id)
    {
        double[][] boxes = [[0, 0, 4, 2], [1, 1, 1, 1], [1, 0, 1, 2], [0, 1, 4, 1], [0, 0, 0, 0], [6, 6, 6, 9], [0, 0, 0, 2]];
        foreach (var epsilon in (string[])["1e-7", "0"])
        {
            foreach (var prediction in boxes)
            {
                foreach (var target in boxes)
                {
                    var (value, gradient) = Evaluate($"{id}:epsilon={epsilon}", prediction, target);
                    Assert.InRange(value, 0, 4);
                    Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
                }
            }
        }
    }

    // By hand: I = 0, the centres 3 apart along x, the enclosing box 5 by 2, each box 2 by 2.
    [Theory]
    [InlineData("box-iou", 1)]
    [InlineData("giou", 1 + (2.0 / 10))]
    [InlineData("diou", 1 + (9.0 / 29))]
    [InlineData("ciou", 1 + (9.0 / 29))]
    [InlineData("eiou", 1 + (9.0 / 29))]
    public void Boxes_apart(string id, double expected)
    {
        var (value, gradient) = Evaluate($"{id}:epsilon=0", [0, 0, 2, 2], [3, 0, 5, 2]);
        Bits.Close(expected, value, Rounding, id);
        Assert.Equal(id != "box-iou", gradient[2] < 0);
    }

    // By hand: 2 by 2 inside 8 by 8, U = A = 64; centres at 3 and 4 along both axes; the ratios are the same.
    [Theory]
    [InlineData("box-iou", 60.0 / 64)]
    [InlineData("giou", 60.0 / 64)]
    [InlineData("diou", (60.0 / 64) + (2.0 / 128))]
    [InlineData("ciou", (60.0 / 64) + (2.0 / 128))]
    [InlineData("eiou", (60.0 / 64) + (2.0 / 128) + (2 * 36.0 / 64))]
    public void A_box_inside_another(string id, double expected)
    {
        var (value, gradient) = Evaluate($"{id}:epsilon=0", [2, 2, 4, 4], [0, 0, 8, 8]);
        Bits.Close(expected, value, Rounding, id);
        Assert.True(gradient[2] < 0 && gradient[3] < 0, $"{id}: the small box must grow");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_edge_that_ties_counts_half(string id)
    {
        // At a tie the derivative is the mean of the derivatives on both sides, where nothing else has a kink.
        double[] target = [0, 0, 4, 4];
        const double Step = 1e-9;
        var (_, tied) = Evaluate($"{id}:epsilon=0", [1, 1, 4, 6], target);
        var (_, below) = Evaluate($"{id}:epsilon=0", [1, 1, 4 - Step, 6], target);
        var (_, above) = Evaluate($"{id}:epsilon=0", [1, 1, 4 + Step, 6], target);
        Bits.Close((below[2] + above[2]) / 2, tied[2], 1e-8, id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nearly_identical_boxes_keep_their_digits(string id)
    {
        // A right edge off by 2^-40 in 8 by 8: 1 − IoU = 8·2^-40/64 and what the other terms add, by hand.
        var shift = Math.ScaleB(1, -40);
        var (value, _) = Evaluate($"{id}:epsilon=0", [0, 0, 8 - shift, 8], [0, 0, 8, 8]);
        var expected = shift / 8;
        Bits.Close(expected, value, expected * 1e-11, id);
    }

    [Fact]
    public void The_gradient_of_ciou_holds_alpha_constant()
    {
        var random = new Random(5);
        for (var run = 0; run < 20; run++)
        {
            double[] target = Box(random), prediction = Box(random);
            var (complete, gradient) = Evaluate("ciou:epsilon=0", prediction, target);
            var (distance, plain) = Evaluate("diou:epsilon=0", prediction, target);
            var aspect = Aspect(prediction, target);
            var alpha = (complete - distance) / aspect;
            var (miss, _) = Evaluate("box-iou:epsilon=0", prediction, target);
            Bits.Close(aspect / (miss + aspect), alpha, 1e-9, "alpha");
            for (var edge = 0; edge < 4; edge++)
            {
                const double Step = 1e-4;
                var slope = (Aspect(Moved(prediction, edge, Step), target) - Aspect(Moved(prediction, edge, -Step), target)) / (2 * Step);
                Bits.Close(plain[edge] + (alpha * slope), gradient[edge], 1e-6, $"edge {edge}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_inverted_box_is_an_error(string id)
    {
        Expect(LossErrorCode.InvalidInput, "prediction[1] is [5, 0, 4.5, 2], but a box must have x1 ≤ x2 and y1 ≤ y2: "
            + "write the smaller edge first, in the order x1, y1, x2, y2.", () => Evaluate(id, [0, 0, 1, 1, 5, 0, 4.5, 2], [0, 0, 1, 1, 0, 0, 1, 1]));
        Expect(LossErrorCode.InvalidTarget, "target[0] is [0, 3, 1, 1], but a box must have x1 ≤ x2 and y1 ≤ y2: "
            + "write the smaller edge first, in the order x1, y1, x2, y2.", () => Evaluate(id, [0, 0, 1, 1], [0, 3, 1, 1]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_requests(string id)
    {
        Expect(
            LossErrorCode.UnknownOption,
            $"{id} has no option 'epsilom' (did you mean 'epsilon'?): it takes epsilon, reduction.",
            () => LossCatalog.Parse($"{id}:epsilom=1"));
        Expect(LossErrorCode.InvalidOption, "Option epsilon is -1, but must be at least 0.", () => LossCatalog.Parse($"{id}:epsilon=-1"));
        Expect(
            LossErrorCode.ShapeMismatch,
            "prediction has shape [2,3], but must have [N,4]: nothing is broadcast, so give prediction that shape.",
            () => Named(id, ("prediction", new([0, 0, 1, 1, 0, 0], [2, 3])), ("target", new([0, 0, 1, 1, 0, 0], [2, 3]))));
        Expect(
            LossErrorCode.ShapeMismatch,
            "target has shape [2,4], but must have [1,4]: nothing is broadcast, so give target that shape.",
            () => Named(id, ("prediction", new(new double[4], [1, 4])), ("target", new(new double[8], [2, 4]))));
        Expect(
            LossErrorCode.MissingInput,
            $"{id} needs the input 'target' ([N,4] boxes x1, y1, x2, y2), which was not given.",
            () => Named(id, ("prediction", new(new double[4], [1, 4]))));
        Expect(
            LossErrorCode.UnknownInput,
            $"{id} has no input 'boxes': it takes prediction, target.",
            () => Named(id, ("prediction", new(new double[4], [1, 4])), ("target", new(new double[4], [1, 4])), ("boxes", new([1], [1]))));
    }

    private static void Named(string loss, params ReadOnlySpan<(string Name, NamedArray Array)> inputs)
    {
        var arrays = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        foreach (var (name, array) in inputs)
        {
            arrays[name] = array;
        }

        LossCatalog.Parse(loss).Evaluate(arrays, Precision.Double, Answers.Value);
    }

    private static void Expect(LossErrorCode code, string message, Action request)
    {
        var error = Assert.Throws<LossException>(request);
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
    }

    private static (double Value, double[] Gradient) Evaluate(string loss, double[] prediction, double[] target)
    {
        nint[] lengths = [prediction.Length / 4, 4];
        var gradient = new double[prediction.Length];
        var value = ((BoxLoss)LossCatalog.Parse(loss)).Evaluate(
            new ReadOnlyTensorSpan<double>(prediction, lengths, []),
            new ReadOnlyTensorSpan<double>(target, lengths, []),
            new TensorSpan<double>(gradient, lengths, []));
        return (value, gradient);
    }

    private static double Aspect(double[] box, double[] target)
    {
        var difference = Math.Atan2(target[2] - target[0], target[3] - target[1]) - Math.Atan2(box[2] - box[0], box[3] - box[1]);
        return 4 / (Math.PI * Math.PI) * difference * difference;
    }

    private static double[] Moved(double[] box, int edge, double step)
    {
        double[] moved = [.. box];
        moved[edge] += step;
        return moved;
    }

    private static double[] Box(Random random)
    {
        var (x, y) = (random.NextDouble(), random.NextDouble());
        return [x, y, x + 1 + random.NextDouble(), y + 1 + random.NextDouble()];
    }
}
