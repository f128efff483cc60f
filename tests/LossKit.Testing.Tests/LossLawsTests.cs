namespace LossKit.Tests;

/// <summary>Every fault that is planted is found, and clean losses pass.</summary>
public sealed class LossLawsTests
{
    [Fact]
    public void A_clean_kernel_passes() => LossLaws.Check(Planted(Fault.None));

    [Theory]
    [InlineData(Fault.Gradient, LossLaw.Gradient)]
    [InlineData(Fault.Hessian, LossLaw.Hessian)]
    [InlineData(Fault.Results, LossLaw.Results)]
    [InlineData(Fault.Neighbours, LossLaw.Neighbours)]
    [InlineData(Fault.Precision, LossLaw.Precision)]
    [InlineData(Fault.SwallowedNaN, LossLaw.NotANumber)]
    [InlineData(Fault.NaNAtZero, LossLaw.Zeros)]
    [InlineData(Fault.NaNAtInfinity, LossLaw.Infinities)]
    [InlineData(Fault.SignOfZero, LossLaw.Zeros)]
    public void A_planted_fault_is_found(object fault, LossLaw law)
    {
        var broken = LossLaws.FindBroken(Planted((Fault)fault));
        Assert.Contains(broken, found => found.Law == law);
    }

    [Fact]
    public void The_worst_element_is_named_with_both_numbers()
    {
        var broken = LossLaws.FindBroken(Planted(Fault.Gradient))[0];
        Assert.Equal(LossLaw.Gradient, broken.Law);
        Assert.Equal("gradient", broken.Part);

        // A tenth too large, as far as differences tell.
        Assert.Equal(1.1 * broken.Expected, broken.Found, 1e-6 * Math.Abs(broken.Found));
        Assert.InRange(broken.Index, 0, 39);
        Assert.Matches(
            $@"^Gradient: gradient\[{broken.Index}\] is -\S+, but must be -\S+, where prediction is \S+ and target \S+, the worst of \d+\.$",
            broken.Sentence);
    }

    [Fact]
    public void The_exception_lists_every_broken_law()
    {
        var error = Assert.Throws<LossLawException>(() => LossLaws.Check(Planted(Fault.NaNAtZero)));
        Assert.StartsWith("planted breaks ", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Broken.Count + 1, error.Message.Split('\n').Length);
        Assert.All(error.Broken, broken => Assert.Contains(broken.Sentence, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_law_can_be_left_out()
    {
        LossLaws.Check(Planted(Fault.Hessian), new() { Except = LossLaw.Hessian });
        Assert.Throws<LossLawException>(() => LossLaws.Check(Planted(Fault.Hessian), new() { Except = LossLaw.Gradient }));
    }

    [Fact]
    public void Functions_are_checked_like_kernels()
    {
        LossLaws.Check(Loss.From("square", (p, t) => (p - t) * (p - t), (p, t) => 2 * (p - t), (_, _) => 2));
        var broken = LossLaws.FindBroken(Loss.From("wrong", (p, t) => (p - t) * (p - t), (p, t) => p - t));
        Assert.Equal([LossLaw.Gradient], broken.Select(found => found.Law).Distinct());
    }

    [Fact]
    public void Numbers_are_drawn_from_the_domains_of_the_card_or_of_the_options()
    {
        static double Logarithm(double prediction, double target) => prediction - (target * Math.Log(prediction));
        var loss = Loss.From(
            "rate", Logarithm, (p, t) => 1 - (t / p), predictionDomain: Domain.Positive, targetDomain: Domain.NonNegative);

        // ∞ − ∞ at a prediction of ∞, and t/p overflows at a subnormal one.
        LossLaws.Check(loss, new() { Except = LossLaw.Infinities | LossLaw.Zeros });
        var wide = Loss.From("rate", Logarithm, (p, t) => 1 - (t / p));
        LossLaws.Check(wide, new()
        {
            Predictions = Domain.Positive,
            Targets = Domain.NonNegative,
            Except = LossLaw.Infinities | LossLaw.Zeros | LossLaw.NotANumber | LossLaw.Weights,
        });
    }

    [Fact]
    public void Losses_of_the_library_pass()
    {
        LossLaws.Check(new HuberLoss(0.5));
        LossLaws.Check(new BceWithLogitsLoss(Reduction.Sum));
        LossLaws.Check(new QuantileLoss([0.1, 0.5, 0.9], Reduction.None));
        LossLaws.Check(new CrossEntropyLoss(labelSmoothing: 0.1, classWeights: [1, 2, 3]));
        LossLaws.Check(new FocalLoss());
    }

    [Fact]
    public void A_loss_without_single_values_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => LossLaws.Check(new RmseLoss()));
        Assert.StartsWith(
            "rmse cannot be checked here: the laws are for losses with a value for each element or each row of class scores.",
            error.Message,
            StringComparison.Ordinal);
    }

    private static CustomLoss<PlantedKernel> Planted(Fault fault) => Loss.From(new PlantedKernel(1.5, fault), "planted");
}
