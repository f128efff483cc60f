namespace LossKit;

/// <summary>
/// Expectile loss: squared error that weighs predictions that are too low by τ and those that are too high by 1 − τ.
/// </summary>
/// <remarks>
/// τ·e² where e &lt; 0, else (1 − τ)·e². Its minimiser, the τ-expectile, is to the mean what the τ-quantile is to the median.
/// </remarks>
public sealed class ExpectileLoss : ElementwiseLoss, ICatalogued<ExpectileLoss>
{
    /// <summary>Initializes a new instance of the <see cref="ExpectileLoss"/> class.</summary>
    /// <param name="expectile">τ, between 0 and 1; 0.5 is half the squared error.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public ExpectileLoss(double expectile = 0.5, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Expectile = About.Check("expectile", expectile);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "expectile",
        Title = "Expectile",
        Aliases = ["asymmetric-least-squares"],
        Family = LossFamily.Regression,
        Meaning = "Charges the squares of too low and too high in the ratio τ to 1 − τ; its minimiser is the conditional τ-expectile.",
        Formula = "τ·e² if e < 0, else (1 − τ)·e², e = prediction − target",
        Gradient = "2τ·e if e < 0, else 2(1 − τ)·e",
        Hessian = "2τ if e < 0, else 2(1 − τ)",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("expectile", OptionKind.Number, "0.5", "the weight τ of predictions that are too low") { Domain = Domain.Between(0, 1) },
        ],
        UseWhen = "A cautious or a bold estimate is wanted that feels how far off the far targets are: risk measures, value functions "
            + "in offline reinforcement learning.",
        AvoidWhen = "A stated share of the targets shall lie below the prediction, or there are outliers (quantile).",
        Pitfalls =
        [
            "The 0.9-expectile is not the 0.9-quantile: for Gaussian noise some 80% of the targets lie below it; use quantile for coverage.",
            "τ weighs predictions that are too low, as in quantile; where code weighs e > 0 by τ instead, write 1 − τ.",
        ],
        Reference = "W. K. Newey, J. L. Powell, Asymmetric least squares estimation and testing, Econometrica 55(4), 1987",
        Elsewhere = ElsewhereNames.Nowhere("τ or 1 − τ, chosen by the sign of e, times e²"),
    };

    /// <summary>Gets the weight τ of predictions that are too low.</summary>
    public double Expectile { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.MinimumAtTarget | LossTraits.NonNegative
        | (Expectile == 0.5 ? LossTraits.Symmetric : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static ExpectileLoss Create(LossOptions options) => new(options.Number("expectile"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new AsymmetricMseLoss.Kernel(overPenalty: 1 - Expectile, underPenalty: Expectile), call);
}
