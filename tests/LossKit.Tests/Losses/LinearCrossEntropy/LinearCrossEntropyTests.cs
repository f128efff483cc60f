using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>The loss with the last layer inside is the plain loss of that layer's logits, in all its forms.</summary>
public sealed class LinearCrossEntropyTests
{
    private const int Classes = 37;
    private const int Ignored = -100;
    private static readonly LinearShape Shape = new(53, 11, Classes);

    public static TheoryData<double, SmoothingScope, bool, double, Reduction> Forms
    {
        get
        {
            var forms = new TheoryData<double, SmoothingScope, bool, double, Reduction>();
            foreach (var (smoothing, scope) in ((double, SmoothingScope)[])[(0, SmoothingScope.All), (0.1, SmoothingScope.All), (0.1, SmoothingScope.Others)])
            {
                foreach (var hasClassWeights in (bool[])[false, true])
                {
                    foreach (var cap in (double[])[double.PositiveInfinity, 1.5])
                    {
                        forms.Add(smoothing, scope, hasClassWeights, cap, Reduction.Mean);
                        forms.Add(smoothing, scope, hasClassWeights, cap, Reduction.Sum);
                        forms.Add(smoothing, scope, hasClassWeights, cap, Reduction.None);
                    }
                }
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void It_is_the_loss_of_the_logits(double smoothing, SmoothingScope scope, bool hasClassWeights, double cap, Reduction reduction)
    {
        double[] classWeights = hasClassWeights ? [.. Enumerable.Range(0, Classes).Select(index => 0.25 + (0.5 * (index % 4)))] : [];
        var plain = new CrossEntropyLoss(smoothing, scope, Ignored, classWeights: classWeights, reduction: reduction);
        var fused = new LinearCrossEntropyLoss(smoothing, scope, Ignored, cap, classWeights: classWeights, reduction: reduction);
        double? softCap = double.IsInfinity(cap) ? null : cap;
        Compare<float>(1e-6);
        Compare<double>(2e-15);

        void Compare<T>(double error)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var layer = new LastLayer<T>(Shape, seed: 7, Ignored);
            layer.Fused(fused).AssertClose(layer.Unfused(plain, softCap), error, typeof(T).Name);
        }
    }

    [Fact]
    public void Its_z_loss_is_that_of_the_bounded_logits()
    {
        var layer = new LastLayer<double>(Shape, seed: 15, Ignored);
        var plain = new CrossEntropyLoss(0.1, zLoss: 0.25);
        layer.Fused(new(0.1, zLoss: 0.25)).AssertClose(layer.Unfused(plain), 2e-15, "free");
        layer.Fused(new(0.1, zLoss: 0.25, softCap: 1.5)).AssertClose(layer.Unfused(plain, 1.5), 2e-15, "bounded");
    }

    [Fact]
    public void Without_ignored_rows_its_gradients_have_the_bits_of_the_unfused_path()
    {
        var layer = new LastLayer<float>(Shape, seed: 8);
        var (fused, unfused) = (layer.Fused(new()), layer.Unfused(new()));
        Assert.Equal(unfused.Values, fused.Values);
        Assert.Equal(unfused.Hidden, fused.Hidden);
        Assert.Equal(unfused.Weights, fused.Weights);
        Assert.Equal(unfused.Bias, fused.Bias);
    }

    [Fact]
    public void Gradients_can_be_asked_for_one_by_one()
    {
        var layer = new LastLayer<double>(Shape, seed: 9, Ignored);
        var loss = new LinearCrossEntropyLoss();
        var all = layer.Fused(loss);
        var alone = new LayerResult<double>(Shape);
        nint[] hidden = [Shape.Rows, Shape.Features], weights = [Shape.Classes, Shape.Features];
        Evaluate(new TensorSpan<double>(alone.Hidden, hidden), default, default);
        Evaluate(default, new TensorSpan<double>(alone.Weights, weights), default);
        Evaluate(default, default, new TensorSpan<double>(alone.Bias));
        Assert.Equal(all.Hidden, alone.Hidden);
        Assert.Equal(all.Weights, alone.Weights);
        Assert.Equal(all.Bias, alone.Bias);

        void Evaluate(in TensorSpan<double> hiddenGradient, in TensorSpan<double> weightsGradient, in TensorSpan<double> biasGradient) =>
            Assert.Equal(all.Value, loss.Evaluate<double>(
                new TensorSpan<double>(layer.Hidden, hidden),
                new TensorSpan<double>(layer.Weights, weights),
                new ReadOnlyTensorSpan<int>(layer.Target),
                new ReadOnlyTensorSpan<double>(layer.Bias),
                hiddenGradient,
                weightsGradient,
                biasGradient));
    }

    [Fact]
    public void A_missing_bias_is_a_bias_of_zero()
    {
        var layer = new LastLayer<double>(Shape, seed: 10);
        Array.Clear(layer.Bias);
        var loss = new LinearCrossEntropyLoss();
        var value = loss.Evaluate<double>(
            new TensorSpan<double>(layer.Hidden, [Shape.Rows, Shape.Features]),
            new TensorSpan<double>(layer.Weights, [Shape.Classes, Shape.Features]),
            new ReadOnlyTensorSpan<int>(layer.Target));
        Assert.Equal(layer.Fused(loss).Value, value);
    }

    [Fact]
    public void What_an_ignored_row_holds_has_no_influence()
    {
        var layer = new LastLayer<double>(Shape, seed: 11, Ignored);
        var loss = new LinearCrossEntropyLoss();
        var before = layer.Fused(loss);
        var row = Array.IndexOf(layer.Target, Ignored);
        layer.Hidden.AsSpan(row * Shape.Features, Shape.Features).Fill(double.NaN);
        var after = layer.Fused(loss);
        Assert.Equal(before.Value, after.Value);
        Assert.Equal(before.Weights, after.Weights);
        Assert.Equal(before.Hidden, after.Hidden);
        Assert.All(after.Hidden.AsSpan(row * Shape.Features, Shape.Features).ToArray(), number => Assert.Equal(0, number));
    }

    [Fact]
    public void All_rows_ignored_give_zeros_in_place_of_what_was_there()
    {
        var layer = new LastLayer<float>(Shape, seed: 12);
        Array.Fill(layer.Target, Ignored);
        var result = layer.Fused(new());
        Assert.Equal(0, result.Value);
        Assert.All([.. result.Hidden, .. result.Weights, .. result.Bias, .. result.Values], number => Assert.Equal(0, number));
    }

    [Theory]
    [InlineData("weights", "weights has shape [37,10], but must have [C,11]: nothing is broadcast, so give weights that shape.")]
    [InlineData("bias", "bias has shape [36], but must have [37]: nothing is broadcast, so give bias that shape.")]
    [InlineData("target", "target has shape [52], but must have [53]: nothing is broadcast, so give target that shape.")]
    public void A_shape_that_does_not_fit_is_an_error(string input, string message)
    {
        var (features, classes, rows) = (input == "weights" ? 10 : 11, input == "bias" ? 36 : Classes, input == "target" ? 52 : 53);
        var error = Assert.Throws<LossException>(() => new LinearCrossEntropyLoss().Evaluate<double>(
            new TensorSpan<double>(new double[53 * 11], [53, 11]),
            new TensorSpan<double>(new double[Classes * features], [Classes, features]),
            new ReadOnlyTensorSpan<int>(new int[rows]),
            new ReadOnlyTensorSpan<double>(new double[classes])));
        Assert.Equal(message, error.Message);
        Assert.Equal(LossErrorCode.ShapeMismatch, error.Code);
    }

    [Fact]
    public void A_target_without_a_class_is_an_error()
    {
        var layer = new LastLayer<double>(Shape, seed: 13);
        layer.Target[4] = Classes;
        var error = Assert.Throws<LossException>(() => layer.Fused(new()));
        Assert.Equal(LossErrorCode.InvalidTarget, error.Code);
        Assert.Equal(
            "target[4] is 37, but must be a class index from 0 to 36 (or -100, which is ignored): labels that count from 1 need 1 subtracted.",
            error.Message);
    }

    [Fact]
    public void Class_weights_belong_to_the_classes()
    {
        var error = Assert.Throws<LossException>(() => new LastLayer<double>(Shape, seed: 14).Fused(new(classWeights: [1, 2])));
        Assert.Equal(
            "class-weight has shape [2], but must have [37], one weight for each class: nothing is broadcast, so give class-weight that shape.",
            error.Message);
    }
}
