using System.Numerics.Tensors;
using static LossKit.Tests.Refused;

namespace LossKit.Tests;

/// <summary>What a wrong request of a region loss is told, word for word: each error code of the protocol that such a request can have.</summary>
public sealed class RegionMessageTests
{
    private static readonly int[] Shape = [1, 2, 2];
    private static readonly double[] Halves = [0.5, 0.5, 0.5, 0.5];

    [Theory]
    [InlineData(
        "dice:smoothing=1",
        LossErrorCode.UnknownOption,
        "dice has no option 'smoothing' (did you mean 'smooth'?): it takes activation, smooth, scope, squared-denominator, ignore-index, reduction.")]
    [InlineData("jaccard:smooth=-1", LossErrorCode.InvalidOption, "Option smooth is -1, but must be at least 0.")]
    [InlineData("dice:activation=tanh", LossErrorCode.InvalidOption, "Option activation is tanh, but must be one of none, sigmoid, softmax.")]
    [InlineData("dice:scope=sample", LossErrorCode.InvalidOption, "Option scope is sample, but must be one of all, class, sample-class.")]
    [InlineData("dice:squared-denominator=yes", LossErrorCode.InvalidOption, "Option squared-denominator is yes, but must be true or false.")]
    [InlineData("dice:ignore-index=0.5", LossErrorCode.InvalidOption, "Option ignore-index is 0.5, but must be a whole number or null.")]
    [InlineData("tversky:alpha=-0.5", LossErrorCode.InvalidOption, "Option alpha is -0.5, but must be at least 0.")]
    [InlineData("focal-tversky:gamma=0", LossErrorCode.InvalidOption, "Option gamma is 0, but must be greater than 0.")]
    [InlineData("cross-entropy-dice:reduction=none", LossErrorCode.InvalidOption, "Option reduction is none, but must be one of mean, sum.")]
    [InlineData("cross-entropy-dice:dice-weight=NaN", LossErrorCode.InvalidOption, "Option dice-weight is NaN, but must be at least 0.")]
    [InlineData("generalized-dice:absent-weight=one", LossErrorCode.InvalidOption, "Option absent-weight is one, but must be one of largest, zero.")]
    [InlineData("lovasz:mode=sigmoid", LossErrorCode.InvalidOption, "Option mode is sigmoid, but must be one of binary, softmax.")]
    public void A_wrong_text(string text, LossErrorCode code, string message) => AssertError(() => LossCatalog.Parse(text), code, message);

    [Fact]
    public void No_target() => AssertError(
        () => Evaluate("dice", ("prediction", Halves, Shape)),
        LossErrorCode.MissingInput,
        "dice needs the input 'target' (as prediction, or [N,d…] class indices), which was not given.");

    [Fact]
    public void An_input_that_there_is_not() => AssertError(
        () => Evaluate("jaccard", ("prediction", Halves, Shape), ("target", Halves, Shape), ("mask", Halves, Shape)),
        LossErrorCode.UnknownInput,
        "jaccard has no input 'mask': it takes prediction, target.");

    [Fact]
    public void Predictions_without_classes() => AssertError(
        () => Evaluate("dice", ("prediction", Halves, [4]), ("target", Halves, [4])),
        LossErrorCode.ShapeMismatch,
        "prediction has shape [4], but must be [N,C,d…]: reshape it.");

    [Fact]
    public void Targets_of_another_size() => AssertError(
        () => Evaluate("tversky", ("prediction", Halves, Shape), ("target", [0, 1, 1], [1, 3])),
        LossErrorCode.ShapeMismatch,
        "target has shape [1,3], but must be as prediction, or [N,d…] class indices: reshape it.");

    [Fact]
    public void Probabilities_where_only_indices_do() => AssertError(
        () => Evaluate("cross-entropy-dice", ("prediction", Halves, Shape), ("target", Halves, Shape)),
        LossErrorCode.ShapeMismatch,
        "target has shape [1,2,2], but must be [N,d…] class indices: reshape it.");

    [Theory]
    [InlineData("dice")]
    [InlineData("jaccard")]
    [InlineData("tversky")]
    [InlineData("focal-tversky")]
    [InlineData("generalized-dice")]
    public void Logits_without_an_activation(string loss) => AssertError(
        () => Evaluate(loss, ("prediction", [0.5, 0.5, 3, 0.5], Shape), ("target", [1, 0, 0, 1], Shape)),
        LossErrorCode.InvalidInput,
        "prediction[2] is 3, but must be in [0, 1]: write a probability between 0 and 1.");

    [Theory]
    [InlineData("dice:activation=softmax")]
    [InlineData("jaccard:activation=sigmoid")]
    [InlineData("tversky")]
    [InlineData("focal-tversky")]
    [InlineData("generalized-dice")]
    public void A_target_that_is_no_probability(string loss) => AssertError(
        () => Evaluate(loss, ("prediction", Halves, Shape), ("target", [1, -0.25, 0, 1], Shape)),
        LossErrorCode.InvalidTarget,
        "target[1] is -0.25, but must be in [0, 1]: write a probability between 0 and 1.");

    [Fact]
    public void A_soft_target_where_sets_are_compared() => AssertError(
        () => Evaluate("lovasz", ("prediction", Halves, Shape), ("target", [1, 0, 0, 0.5], Shape)),
        LossErrorCode.InvalidTarget,
        "target[3] is 0.5, but must be 0 or 1: write one of the two (from -1/+1 labels: (label + 1) / 2).");

    [Theory]
    [InlineData("dice", 2, "target[1] is 2, but must be a class index from 0 to 1: labels that count from 1 need 1 subtracted.")]
    [InlineData("lovasz", -1, "target[1] is -1, but must be a class index from 0 to 1: write the index of the class.")]
    [InlineData(
        "cross-entropy-dice:ignore-index=255", -100, "target[1] is -100, but must be a class index from 0 to 1 (or 255, which is ignored): write the index of the class.")]
    [InlineData("generalized-dice", 0.5, "target[1] is 0.5, but must be a whole number: write the label, index or length itself.")]
    public void A_target_that_is_no_class(string loss, double target, string message) => AssertError(
        () => Evaluate(loss, ("prediction", Halves, Shape), ("target", [0, target], [1, 2])), LossErrorCode.InvalidTarget, message);

    [Fact]
    public void A_gradient_for_targets() => AssertError(
        () =>
        {
            var arguments = new TensorArguments<double>();
            arguments.Add(new ReadOnlyTensorSpan<double>(Halves, [1, 2, 2], []));
            arguments.Add(new ReadOnlyTensorSpan<double>(Halves, [1, 2, 2], []), new TensorSpan<double>(new double[4], [1, 2, 2], []));
            new DiceLoss().Evaluate(arguments);
        },
        LossErrorCode.InvalidInput,
        "dice has no gradient for target, which is not trained: leave its gradient empty.");

    [Fact]
    public void Memory_for_another_number_of_regions() => AssertError(
        () => new DiceLoss(scope: RegionScope.Class).Evaluate<double>(
            new ReadOnlyTensorSpan<double>(Halves, [1, 2, 2], []), new ReadOnlyTensorSpan<double>(Halves, [1, 2, 2], []), values: new double[3]),
        LossErrorCode.ShapeMismatch,
        "values has 3 elements, but must have 2, one for each single loss.");
}
