namespace LossKit;

/// <summary>
/// Quantile (pinball) loss: with d = target − prediction, q·d where the prediction is too low and (q − 1)·d where it is too
/// high. The prediction that minimises it has a share q of the targets below it.
/// </summary>
/// <remarks>
/// With several quantiles, predictions are [N,Q], one column for each, targets are [N], and a row's loss is the mean over Q.
/// </remarks>
public sealed class QuantileLoss : ElementwiseLoss, ICatalogued<QuantileLoss>
{
    private readonly ParameterVector? _several;

    /// <summary>Initializes a new instance of the <see cref="QuantileLoss"/> class for one quantile.</summary>
    /// <param name="quantile">The share of the targets that shall lie below the prediction, in [0, 1].</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">The quantile lies outside [0, 1].</exception>
    public QuantileLoss(double quantile = 0.5, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Quantiles = [About.Check("quantile", quantile)];

    /// <summary>Initializes a new instance of the <see cref="QuantileLoss"/> class for several quantiles at once.</summary>
    /// <param name="quantiles">The shares, one for each column of the predictions; each in [0, 1].</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">There is no quantile, or one lies outside [0, 1].</exception>
    public QuantileLoss(ReadOnlySpan<double> quantiles, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        if (quantiles.IsEmpty)
        {
            throw Sentences.InvalidOption("quantiles", "empty", "a list of at least one number in [0, 1]");
        }

        foreach (var quantile in quantiles)
        {
            About.Check("quantiles", quantile);
        }

        _several = new ParameterVector(quantiles);
        Quantiles = _several.Values;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "quantile",
        Title = "Quantile (pinball)",
        Aliases = ["pinball"],
        Family = LossFamily.Regression,
        Meaning = "Charges too low and too high in the ratio q to 1 − q; its minimiser is the conditional q-quantile.",
        Formula = "max((q − 1)d, q·d), d = target − prediction; with several quantiles the mean over them",
        Gradient = "−q if d > 0, 1 − q if d < 0, 0 at d = 0; divided by Q with several",
        Hessian = "0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("quantile", OptionKind.Number, "0.5", "the share of targets below the prediction") { Domain = Domain.UnitInterval },
            new("quantiles", OptionKind.NumberList, string.Empty, "several shares; prediction is [N,Q]") { Domain = Domain.UnitInterval },
        ],
        Noise = new("asymmetric Laplace", "the q-quantile, with the same scale everywhere"),
        UseWhen = "An interval or a safe side is wanted: 0.1 and 0.9 bound eighty per cent of the targets.",
        AvoidWhen = "A single best guess is wanted: mse for the mean, mae for the median.",
        Pictured = ["quantile=0.1", "quantile=0.5", "quantile=0.9"],
        Pitfalls =
        [
            "With only a 0.9 and no 0.1 there is one end of an interval and no interval: give both to quantiles and make "
                + "two outputs.",
            "Quantiles that are trained side by side can cross, the 0.9 below the 0.5: predict the lowest and positive "
                + "steps up from it, or sort the outputs.",
            "A quantile beyond 1 − 1/N is decided by a handful of rows and jumps from run to run: ask for 0.99 only with "
                + "thousands of rows.",
        ],
        Reference = "R. Koenker, G. Bassett, Regression quantiles, Econometrica 46(1), 1978",
        Elsewhere = ElsewhereNames.Nowhere("the maximum of (q − 1)d and q·d"),
    };

    /// <summary>Gets the quantiles, one for each prediction that belongs to a target.</summary>
    public IReadOnlyList<double> Quantiles { get; }

    /// <inheritdoc/>
    public override int PredictionsPerTarget => _several?.Count ?? 1;

    /// <inheritdoc/>
    public override bool HasColumns => _several is not null;

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative
        | (Quantiles.All(quantile => quantile == 0.5) ? LossTraits.Symmetric : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static QuantileLoss Create(LossOptions options)
    {
        if (!options.IsWritten("quantiles"))
        {
            return new(options.Number("quantile"), options.Reduction);
        }

        return options.IsWritten("quantile")
            ? throw Sentences.InvalidOption("quantiles", "given beside quantile", "alone: write one of the two")
            : new(options.Numbers("quantiles"), options.Reduction);
    }

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => _several is null
        ? ElementwiseDriver.Run(new Kernel(Quantiles[0]), call)
        : ElementwiseDriver.RunCompanion(default(ColumnKernel), call with { Companion = _several.As<T>() });

    /// <summary>With e = prediction − target: (1 − q)·e above the target, −q·e below.</summary>
    internal readonly struct Kernel(double quantile) : IElementwiseKernel
    {
        private readonly LaneConstant _above = new(1 - quantile);
        private readonly LaneConstant _below = new(-quantile);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted =>
            Pinball(prediction - target, _above.Spread<TLane>(), _below.Spread<TLane>(), out value, out gradient, out hessian);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static void Pinball<TLane>(
            TLane error, TLane above, TLane below, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
        {
            gradient = TLane.SelectLess(TLane.Zero, error, above, TLane.SelectLess(error, TLane.Zero, below, error));

            // A side with the slope 0 charges nothing even for an infinite error.
            value = TLane.SelectEqual(gradient, TLane.Zero, TLane.Zero, gradient * error);
            hessian = TLane.Zero;
        }
    }

    /// <summary>The same with the quantile of the column as the third number.</summary>
    internal readonly struct ColumnKernel : ICompanionKernel
    {
        /// <inheritdoc/>
        public static bool ReadsCompanion => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(
            TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted =>
            Kernel.Pinball(prediction - target, TLane.One - companion, -companion, out value, out gradient, out second);
    }
}
