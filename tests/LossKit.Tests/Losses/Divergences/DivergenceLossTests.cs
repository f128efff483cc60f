using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>Divergences at the ends of the probabilities, and what their reductions divide by.</summary>
public sealed class DivergenceLossTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string> Ids => ["kl-divergence", "js-divergence", "distillation"];

    [Theory]
    [InlineData("kl-divergence", -Infinity, 0, 0, 0)]
    [InlineData("kl-divergence", -Infinity, 0.5, Infinity, -0.5)]
    [InlineData("kl-divergence", 0, 1, 0, -1)]
    [InlineData("kl-divergence:log-target=true", -Infinity, -Infinity, 0, 0)]
    [InlineData("kl-divergence:log-target=true", -Infinity, 0, Infinity, -1)]
    [InlineData("kl-divergence:log-target=true", -1000, -1000, 0, 0)]
    [InlineData("js-divergence", 0, 0, 0, 0)]
    [InlineData("js-divergence", 0, 1, 0.5 * 0.69314718055994531, -Infinity)]
    [InlineData("js-divergence", 1, 0, 0.5 * 0.69314718055994531, 0.5 * 0.69314718055994531)]
    [InlineData("js-divergence", 0.25, 0.25, 0, 0)]
    public void A_class_by_hand(string loss, double prediction, double target, double value, double slope)
    {
        var (found, gradient) = Evaluate(loss, [prediction], [target], [1]);
        Bits.Close(value, found, 1e-15, loss);
        Bits.Close(slope, gradient[0], 1e-15, loss);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(-40)]
    [InlineData(-400)]
    public void Nearly_equal_probabilities_keep_their_digits(int exponent)
    {
        // p = (1 + d)/2, q = (1 - d)/2: ((1 + d) ln(1 + d) + (1 - d) ln(1 - d))/4 = (d² + d⁴/6 + …)/4. Where p rounds to q, the value is 0.
        var d = Math.ScaleB(1, exponent);
        var (value, gradient) = Evaluate("js-divergence", [0.5 + (d / 2)], [0.5 - (d / 2)], [1]);
        var exact = exponent > -53 ? d : 0;
        Bits.Close(exact * exact * (1 + (exact * exact / 6)) / 4, value, exact * exact * 1e-15, "value");
        Bits.Close(exact / 2, gradient[0], exact * 1e-5, "gradient");
    }

    [Fact]
    public void A_teacher_that_excludes_a_class_costs_nothing_there()
    {
        // p = (1, 0), q = (½, ½), T = 2: 4 ln 2, and 2 (q − p).
        var (value, gradient) = Evaluate("distillation", [3, 3], [5, -Infinity], [1, 2]);
        Bits.Close(4 * 0.69314718055994531, value, 1e-15, "value");
        Assert.Equal([-1, 1], gradient);
    }

    [Fact]
    public void A_student_that_excludes_a_class_of_its_teacher_is_infinitely_far()
    {
        var (value, gradient) = Evaluate("distillation", [3, -Infinity], [5, 5], [1, 2]);
        Assert.Equal(Infinity, value);
        Assert.Equal([1, 0], gradient);
    }

    [Fact]
    public void Scores_that_both_have_in_common_cost_no_digit()
    {
        double[] student = [0.25, -0.5, 0.125], teacher = [0.5, -0.25, 1];
        var (value, gradient) = Evaluate("distillation", student, teacher, [1, 3]);
        var (far, farGradient) = Evaluate(
            "distillation", [.. student.Select(score => score + 16384)], [.. teacher.Select(score => score - 16384)], [1, 3]);
        Assert.Equal(value, far);
        Assert.Equal(gradient, farGradient);
    }

    [Theory]
    [InlineData(Infinity, 1)]
    [InlineData(-Infinity, -Infinity)]
    [InlineData(double.NaN, 1)]
    public void A_row_without_a_softmax_is_not_a_number_and_its_neighbours_are(double first, double second)
    {
        var loss = new DistillationLoss(reduction: Reduction.None);
        double[] gradient = new double[4], values = new double[4];
        var value = loss.Evaluate(
            new ReadOnlyTensorSpan<double>([first, second, 1, 2], [2, 2], []),
            new ReadOnlyTensorSpan<double>([1, 2, 2, 1], [2, 2], []),
            new TensorSpan<double>(gradient, [2, 2], []),
            values: values);
        Assert.True(double.IsNaN(value));
        Assert.All(values[..2].Concat(gradient[..2]), number => Assert.True(double.IsNaN(number)));
        Assert.All(values[2..].Concat(gradient[2..]), number => Assert.True(double.IsFinite(number)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_vector_is_one_row(string id)
    {
        double[] prediction = [0.25, 0.5, 0.125], target = [0.5, 0.25, 0.25];
        foreach (var reduction in (string[])["batch-mean", "mean", "sum"])
        {
            var (row, rowGradient) = Evaluate($"{id}:reduction={reduction}", prediction, target, [1, 3]);
            var (vector, gradient) = Evaluate($"{id}:reduction={reduction}", prediction, target, [3]);
            Assert.Equal(row, vector);
            Assert.Equal(rowGradient, gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reductions_divide_by_rows_elements_and_nothing(string id)
    {
        double[] prediction = [0.25, 0.5, 0.125, 1, 0.25, 0.75], target = [0.5, 0.25, 0.25, 0.25, 1, 0.5];
        var (sum, slopes) = Evaluate($"{id}:reduction=sum", prediction, target, [2, 3]);
        var (mean, _) = Evaluate($"{id}:reduction=mean", prediction, target, [2, 3]);
        var (batch, gradient) = Evaluate(id, prediction, target, [2, 3]);
        Bits.Close(sum / 6, mean, 1e-15, id);
        Bits.Close(sum / 2, batch, 1e-15, id);
        for (var i = 0; i < slopes.Length; i++)
        {
            Bits.Close(slopes[i] / 2, gradient[i], 1e-15, $"{id}[{i}]");
        }
    }

    [Theory]
    [InlineData(
        "kl-divergence", -0.5, -0.25, LossErrorCode.InvalidTarget, "target[1] is -0.25, but must be at least 0: write a number that is not negative.")]
    [InlineData(
        "js-divergence", 0.5, -0.25, LossErrorCode.InvalidTarget, "target[1] is -0.25, but must be at least 0: write a number that is not negative.")]
    [InlineData(
        "js-divergence", -0.5, 0.25, LossErrorCode.InvalidInput, "prediction[1] is -0.5, but must be at least 0: write a number that is not negative.")]
    public void A_negative_probability(string loss, double prediction, double target, LossErrorCode code, string message) =>
        Expect(code, message, () => Evaluate(loss, [1, prediction], [1, target], [1, 2]));

    [Theory]
    [InlineData("distillation:temperature=0", LossErrorCode.InvalidOption, "Option temperature is 0, but must be greater than 0.")]
    [InlineData("kl-divergence:log-target=perhaps", LossErrorCode.InvalidOption, "Option log-target is perhaps, but must be true or false.")]
    [InlineData(
        "js-divergence:reduction=total", LossErrorCode.InvalidOption, "Option reduction is total, but must be one of batch-mean, mean, sum, none.")]
    [InlineData(
        "kl-divergence:log_target=true",
        LossErrorCode.UnknownOption,
        "kl-divergence has no option 'log_target' (did you mean 'log-target'?): it takes log-target, reduction.")]
    public void A_wrong_text(string text, LossErrorCode code, string message) => Expect(code, message, () => LossCatalog.Parse(text));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_inputs(string id)
    {
        Expect(
            LossErrorCode.ShapeMismatch,
            "target has shape [3], but must have [1,3]: nothing is broadcast, so give target that shape.",
            () => Named(id, ("prediction", new(new double[3], [1, 3])), ("target", new(new double[3], [3]))));
        var cube = Assert.Throws<LossException>(() => Named(id, ("prediction", new(new double[3], [1, 3, 1])), ("target", new(new double[3], [1, 3, 1]))));
        Assert.Equal(LossErrorCode.ShapeMismatch, cube.Code);
        Assert.StartsWith("prediction has shape [1,3,1], but must be [N,C] ", cube.Message, StringComparison.Ordinal);
        var missing = Assert.Throws<LossException>(() => Named(id, ("prediction", new(new double[3], [1, 3]))));
        Assert.Equal(LossErrorCode.MissingInput, missing.Code);
        Assert.StartsWith($"{id} needs the input 'target' (as prediction: ", missing.Message, StringComparison.Ordinal);
        Expect(
            LossErrorCode.UnknownInput,
            $"{id} has no input 'weight': it takes prediction, target.",
            () => Named(id, ("prediction", new([1], [1])), ("target", new([1], [1])), ("weight", new([1], [1]))));
    }

    private static (double Value, double[] Gradient) Evaluate(string loss, double[] prediction, double[] target, nint[] lengths)
    {
        var gradient = new double[prediction.Length];
        var value = ((DivergenceLoss)LossCatalog.Parse(loss)).Evaluate(
            new ReadOnlyTensorSpan<double>(prediction, lengths, []),
            new ReadOnlyTensorSpan<double>(target, lengths, []),
            new TensorSpan<double>(gradient, lengths, []));
        return (value, gradient);
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
}
