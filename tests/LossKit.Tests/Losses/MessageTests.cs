using System.Numerics.Tensors;
using static LossKit.Tests.Refused;

namespace LossKit.Tests;

/// <summary>What a wrong request is told, word for word.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("hubre", LossErrorCode.UnknownLoss, "There is no loss 'hubre' (did you mean 'huber'?); `losskit list` shows all of them.")]
    [InlineData("xyzzyplugh", LossErrorCode.UnknownLoss, "There is no loss 'xyzzyplugh'; `losskit list` shows all of them.")]
    [InlineData("huber:dleta=1", LossErrorCode.UnknownOption, "huber has no option 'dleta' (did you mean 'delta'?): it takes delta, reduction.")]
    [InlineData("rmse:reduction=sum", LossErrorCode.UnknownOption, "rmse has no option 'reduction': it takes none.")]
    [InlineData("huber:delta=0", LossErrorCode.InvalidOption, "Option delta is 0, but must be greater than 0.")]
    [InlineData("huber:delta=wide", LossErrorCode.InvalidOption, "Option delta is wide, but must be a number.")]
    [InlineData("huber:delta=NaN", LossErrorCode.InvalidOption, "Option delta is NaN, but must be greater than 0.")]
    [InlineData("huber:delta", LossErrorCode.InvalidOption, "'delta' of huber has no value: write name=value, as in huber:delta=0.5.")]
    [InlineData("mse:reduction=total", LossErrorCode.InvalidOption, "Option reduction is total, but must be one of mean, sum, none.")]
    [InlineData("quantile:quantiles=0.1/2", LossErrorCode.InvalidOption, "Option quantiles is 2, but must be in [0, 1].")]
    [InlineData(
        "quantile:quantile=0.5:quantiles=0.1/0.9",
        LossErrorCode.InvalidOption,
        "Option quantiles is given beside quantile, but must be alone: write one of the two.")]
    [InlineData("poisson-nll:full=maybe", LossErrorCode.InvalidOption, "Option full is maybe, but must be true or false.")]
    [InlineData("cross-entropy:smoothing-scope=some", LossErrorCode.InvalidOption, "Option smoothing-scope is some, but must be one of all, others.")]
    [InlineData("cross-entropy:ignore-index=1.5", LossErrorCode.InvalidOption, "Option ignore-index is 1.5, but must be a whole number.")]
    [InlineData("multi-margin:p=3", LossErrorCode.InvalidOption, "Option p is 3, but must be one of 1, 2.")]
    [InlineData("focal:alpha=-1", LossErrorCode.InvalidOption, "Option alpha is -1, but must be at least 0.")]
    public void A_wrong_text(string text, LossErrorCode code, string message) => AssertError(() => LossCatalog.Parse(text), code, message);

    [Fact]
    public void A_missing_input() => AssertError(
        () => Evaluate("mse", ("prediction", [1, 2], [2])),
        LossErrorCode.MissingInput,
        "mse needs the input 'target' (as prediction), which was not given.");

    [Fact]
    public void An_unknown_input() => AssertError(
        () => Evaluate("mse", ("prediction", [1], [1]), ("targets", [1], [1])),
        LossErrorCode.UnknownInput,
        "mse has no input 'targets' (did you mean 'target'?): it takes prediction, target, weight.");

    [Fact]
    public void A_column_against_a_vector() => AssertError(
        () => Evaluate("mse", ("prediction", [1, 2], [2, 1]), ("target", [1, 2], [2])),
        LossErrorCode.ShapeMismatch,
        "target has shape [2], but must have [2,1]: nothing is broadcast, so give target that shape.");

    [Fact]
    public void A_tensor_that_is_a_column_against_a_vector() => AssertError(
        () => new MseLoss().Evaluate<float>(
            new ReadOnlyTensorSpan<float>([1, 2], [2, 1], []), new ReadOnlyTensorSpan<float>([1, 2], [2], [])),
        LossErrorCode.ShapeMismatch,
        "target has shape [2], but must have [2,1]: nothing is broadcast, so give target that shape.");

    [Fact]
    public void A_span_that_is_too_short() => AssertError(
        () => new MaeLoss().Evaluate<double>([1, 2, 3], [1, 2]),
        LossErrorCode.ShapeMismatch,
        "target has 2 elements, but must have 3, as many as prediction.");

    [Fact]
    public void Scores_without_a_class_axis() => AssertError(
        () => Evaluate("focal", ("prediction", [1, 2], [2]), ("target", [0], [1])),
        LossErrorCode.ShapeMismatch,
        "prediction has shape [2], but must be [N,C] or [N,C,d1,...]: reshape it.");

    [Fact]
    public void Quantiles_without_columns() => AssertError(
        () => Evaluate("quantile:quantiles=0.1/0.9", ("prediction", [1, 2], [2]), ("target", [0, 1], [2])),
        LossErrorCode.ShapeMismatch,
        "prediction has shape [2], but must be [N,2], one column for each quantile: reshape it.");

    [Theory]
    [InlineData("msle", new[] { 0.5, -1 }, new[] { 1.0, 1 }, "prediction[1] is -1, but must be greater than -1: write a number greater than -1.")]
    [InlineData("bce", new[] { 1.5, 0 }, new[] { 1.0, 1 }, "prediction[0] is 1.5, but must be in [0, 1]: write a probability between 0 and 1.")]
    [InlineData(
        "poisson-nll:log-input=false", new[] { 1.0, -1 }, new[] { 1.0, 1 }, "prediction[1] is -1, but must be greater than -1E-08: write a number greater than -1E-08.")]
    public void A_prediction_outside_its_domain(string loss, double[] prediction, double[] target, string message) => AssertError(
        () => Evaluate(loss, ("prediction", prediction, [2]), ("target", target, [2])), LossErrorCode.InvalidInput, message);

    [Fact]
    public void A_negative_variance() => AssertError(
        () => new GaussianNllLoss().Evaluate<double>([1, 2], [1, 2], [1, -0.5]),
        LossErrorCode.InvalidInput,
        "variance[1] is -0.5, but must be at least 0: write a number that is not negative.");

    [Theory]
    [InlineData("hinge", 0, "target[1] is 0, but must be -1 or +1: write -1 for one class and +1 for the other (from 0/1 labels: 2 * label - 1).")]
    [InlineData("bce-with-logits", 2, "target[1] is 2, but must be in [0, 1]: write a probability between 0 and 1.")]
    [InlineData("poisson-nll", -3, "target[1] is -3, but must be at least 0: write a number that is not negative.")]
    public void A_target_outside_its_domain(string loss, double target, string message) => AssertError(
        () => Evaluate(loss, ("prediction", [1, 1], [2]), ("target", [1, target], [2])), LossErrorCode.InvalidTarget, message);

    [Theory]
    [InlineData("cross-entropy", 3, "target[1] is 3, but must be a class index from 0 to 2 (or -100, which is ignored): labels that count from 1 need 1 subtracted.")]
    [InlineData("multi-margin", -1, "target[1] is -1, but must be a class index from 0 to 2: write the index of the class.")]
    [InlineData("nll", 0.5, "target[1] is 0.5, but must be a class index from 0 to 2 (or -100, which is ignored): write the index of the class.")]
    public void A_target_that_is_no_class(string loss, double target, string message) => AssertError(
        () => Evaluate(loss, ("prediction", [1, 2, 3, 4, 5, 6], [2, 3]), ("target", [0, target], [2])), LossErrorCode.InvalidTarget, message);

    [Fact]
    public void A_class_weight_too_many() => AssertError(
        () => new NllLoss(classWeights: [1, 2, 3]).Evaluate<float>([1, 2], [0]),
        LossErrorCode.ShapeMismatch,
        "class-weight has shape [3], but must have [2], one weight for each class: nothing is broadcast, so give class-weight that shape.");

    [Fact]
    public void A_hessian_that_there_is_not() => AssertError(
        () => LossCatalog.Parse("rmse").Evaluate(
            new Dictionary<string, NamedArray>(StringComparer.Ordinal) { ["prediction"] = new([1], [1]), ["target"] = new([1], [1]) },
            Precision.Double,
            Answers.Hessian),
        LossErrorCode.InvalidOption,
        "rmse offers no second derivative: ask for value and gradients only.");

    [Fact]
    public void Two_results_in_one_memory()
    {
        var result = new float[2];
        AssertError(
            () => new MseLoss().Evaluate<float>([1, 2], [1, 2], result, result),
            LossErrorCode.ShapeMismatch,
            "hessian overlaps gradient: pass memory of its own.");
    }

    [Fact]
    public void An_unreduced_loss_has_no_single_value()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new MseLoss(Reduction.None).Evaluate<float>([1], [1]));
        Assert.Equal(
            "This mse loss has reduction none, which gives one value for each element: call EvaluateEach, or use Mean or Sum.", error.Message);
    }

    [Fact]
    public void Half_precision_is_not_computed_in()
    {
        var error = Assert.Throws<NotSupportedException>(() => new MseLoss().Evaluate<Half>([Half.One], [Half.One]));
        Assert.Equal("Losses are computed in float or double, not in Half: convert the inputs.", error.Message);
    }

    [Fact]
    public void An_image_smaller_than_a_window() => AssertError(
        () => Evaluate("ssim:window=3", ("prediction", [1, 2, 3, 4, 5, 6], [1, 1, 2, 3]), ("target", [1, 2, 3, 4, 5, 6], [1, 1, 2, 3])),
        LossErrorCode.ShapeMismatch,
        "prediction has shape [1,1,2,3], whose images are smaller than a window of 3 by 3: give larger images, or a smaller window.");
}
