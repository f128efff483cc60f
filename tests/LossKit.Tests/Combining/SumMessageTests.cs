namespace LossKit.Tests;

/// <summary>The sentences that say why losses cannot be added, each naming both and what differs.</summary>
public sealed class SumMessageTests
{
    [Fact]
    public void Reductions_must_agree() => AssertMessage(
        "mse and mae cannot be added, since they differ in the reduction: mean of mse, sum of mae.",
        () => _ = new MseLoss() + new MaeLoss(Reduction.Sum));

    [Fact]
    public void Inputs_must_be_the_same() => AssertMessage(
        "mse and cross-entropy cannot be added, since they differ in their inputs: prediction (any shape), target (as prediction) of mse, "
        + "prediction ([N,C] or [N,C,d1,...] logits), target ([N,d1,...] class indices, or as prediction: probabilities) of cross-entropy.",
        () => _ = new MseLoss() + new CrossEntropyLoss());

    [Fact]
    public void Domains_must_overlap() => AssertMessage(
        "hinge and bce-with-logits cannot be added, since they differ in the input target: -1 or +1 of hinge, in [0, 1] of bce-with-logits.",
        () => _ = new HingeLoss() + new BceWithLogitsLoss());

    [Fact]
    public void What_options_of_one_term_narrow_holds_for_the_sum()
    {
        var sum = new DiceLoss(RegionActivation.Softmax) + new DiceLoss();
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["prediction"] = new([0.5, 3], [1, 2]),
            ["target"] = new([0, 1], [1, 2]),
        };
        AssertMessage(
            "prediction[1] is 3, but must be in [0, 1]: write a probability between 0 and 1.",
            () => sum.Evaluate(inputs, Precision.Double, Answers.Value));
    }

    [Fact]
    public void Columns_must_agree() => AssertMessage(
        "mse and quantile cannot be added, since they differ in the shape of the predictions: that of the targets of mse, [N,2] of quantile.",
        () => _ = new MseLoss() + new QuantileLoss([0.1, 0.9]));

    [Fact]
    public void Weights_of_outputs_must_be_as_many() => AssertMessage(
        "bce-with-logits and bce-with-logits cannot be added, since they differ in the length of pos-weight: 2 of bce-with-logits, 3 of "
        + "bce-with-logits.",
        () => _ = new BceWithLogitsLoss(posWeights: [1, 2]) + new BceWithLogitsLoss(posWeights: [1, 2, 3]));

    [Fact]
    public void A_loss_of_a_kind_of_its_own_is_no_term() => AssertMessage(
        "gaussian-nll cannot be a term of a sum: add the variables that its Forward gives instead.",
        () => _ = 0.5 * new GaussianNllLoss());

    [Fact]
    public void Factors_are_finite() => AssertMessage(
        "Option factor is NaN, but must be a finite number.", () => _ = double.NaN * new MseLoss());

    [Fact]
    public void A_sum_has_terms() => AssertMessage("Option terms is empty, but must be at least one loss.", () => LossArithmetic.Sum());

    [Fact]
    public void Terms_of_other_divisors_have_no_common_fraction() => AssertMessage(
        "cross-entropy and focal cannot be added, since they differ in what the mean divides by (accumulate each term by itself instead): 3 of "
        + "cross-entropy, 1 of focal.",
        () => (new CrossEntropyLoss(classWeights: [1, 3]) + new FocalLoss()).EvaluateFraction<double>([1, 2], new(1, 2), [1]));

    private static void AssertMessage(string message, Action act) => Assert.Equal(message, Assert.Throws<LossException>(act).Message);
}
