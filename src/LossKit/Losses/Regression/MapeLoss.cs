namespace LossKit;

/// <summary>
/// Absolute error relative to the target, as a fraction: |e| / max(|target|, ε).
/// </summary>
/// <remarks>A fraction, not a percentage: 0.1 is ten per cent.</remarks>
public sealed class MapeLoss : ElementwiseLoss, ICatalogued<MapeLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MapeLoss"/> class.</summary>
    /// <param name="epsilon">The least divisor, for targets near 0; positive.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public MapeLoss(double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Epsilon = About.Check("epsilon", epsilon);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "mape",
        Title = "Mean absolute percentage error",
        Aliases = ["mean-absolute-percentage-error"],
        Family = LossFamily.Regression,
        Meaning = "The error as a fraction of the target.",
        Formula = "|e| / max(|target|, ε), e = prediction − target",
        Gradient = "sign(e) / max(|target|, ε), 0 at e = 0",
        Hessian = "0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("epsilon", OptionKind.Number, "1e-8", "the least divisor") { Domain = Domain.Positive },
        ],
        UseWhen = "Readers think in percentages and all targets are well away from 0.",
        AvoidWhen =
            "Targets come near 0, or are positive and must not be predicted too low: that costs at most 1, too high without limit "
            + "(msle).",
        Curve = new("prediction, for the target 1", -1, 4)
        {
            Cases = [new(string.Empty, [new("prediction", [1], prediction => [prediction]), new("target", [1], 1)])],
        },
        Pitfalls =
        [
            "One target near 0 divides by epsilon and swamps the batch with a value in the millions: leave such rows out, "
                + "or use msle.",
            "The value is a fraction here and in percent in Keras: 0.08 is 8 %, so multiply by 100 for a report and not in "
                + "training.",
            "Guessing too low costs at most 1 and too high any number, so the model learns to guess low: compare the mean "
                + "prediction with the mean target.",
        ],
        Reference =
            "S. Makridakis, Accuracy measures: theoretical and practical concerns, International Journal of Forecasting "
            + "9(4), 1993",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: new(
                "MeanAbsolutePercentageError, mean_absolute_percentage_error",
                "a percentage, 100 times this; the least divisor is 1e-7; " + ElsewhereNames.LastAxisAveraged),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets the least divisor.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.MinimumAtTarget | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MapeLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(Epsilon), call);

    /// <summary>|e|/m, sign(e)/m, 0 with m = max(|t|, ε).</summary>
    internal readonly struct Kernel(double epsilon) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var divisor = TLane.Max(TLane.Abs(target), TLane.Create(epsilon));
            value = TLane.Abs(error) / divisor;
            gradient = LaneMath.Sign(error) / divisor;
            hessian = TLane.Zero;
        }
    }
}
