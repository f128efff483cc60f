namespace LossKit;

/// <summary>
/// Negative log-likelihood under Student's t distribution around the prediction: squared error near the target, the logarithm of the error
/// far from it, so that an outlier's pull fades.
/// </summary>
/// <remarks>
/// (ν + 1)/2·ln(1 + x²/ν) with x = e/s; ν = ∞ is the Gaussian's x²/2 and ν = 1 the Cauchy distribution.
/// <see cref="LikelihoodConstant.Included"/> adds ln s + ½ ln(νπ) + ln Γ(ν/2) − ln Γ((ν + 1)/2), which makes it the whole likelihood.
/// </remarks>
public sealed class StudentTNllLoss : ElementwiseLoss, ICatalogued<StudentTNllLoss>
{
    /// <summary>Initializes a new instance of the <see cref="StudentTNllLoss"/> class.</summary>
    /// <param name="degreesOfFreedom">ν; positive, +∞ included. The fewer, the less an outlier counts.</param>
    /// <param name="scale">The scale s, in the unit of the target; positive.</param>
    /// <param name="constant">Whether the terms without the error are added.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public StudentTNllLoss(
        double degreesOfFreedom = 4,
        double scale = 1,
        LikelihoodConstant constant = LikelihoodConstant.Omitted,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        DegreesOfFreedom = About.Check("degrees-of-freedom", degreesOfFreedom);
        Scale = About.Check("scale", scale);
        Constant = OptionText.Defined("constant", constant);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "student-t-nll",
        Title = "Student t negative log-likelihood",
        Aliases = ["student-t"],
        Family = LossFamily.Regression,
        Meaning = "How surprising an error is where heavy tails are expected: gross errors are explained and not fitted.",
        Formula = "(ν + 1)/2·ln(1 + x²/ν), x = e/s, e = prediction − target; full adds ln s + ½ ln(νπ) + ln Γ(ν/2) − ln Γ((ν + 1)/2)",
        Gradient = "(ν + 1)·x/(s(ν + x²))",
        Hessian = "(ν + 1)(ν − x²)/(s²(ν + x²)²)",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("degrees-of-freedom", OptionKind.Number, "4", "ν; the fewer, the less an outlier counts") { Domain = Domain.Positive },
            new("scale", OptionKind.Number, "1", "the scale s, in the unit of the target") { Domain = Domain.Between(0, double.PositiveInfinity) },
            new("full", OptionKind.Boolean, "false", "whether the terms without the error are added"),
        ],
        Noise = new("Student t", "the location, for fixed degrees of freedom and scale"),
        UseWhen = "There are gross outliers on both sides, and a likelihood is wanted that admits them.",
        AvoidWhen = "The start may be far off: it is not convex, and far predictions are hardly pulled (huber).",
        Pitfalls =
        [
            "The scale is that of the noise: far too small, every row looks like an outlier and training hardly moves; standardise the target.",
            "The scale is no standard deviation: for ν > 2 that is s·√(ν/(ν − 2)), and for ν ≤ 2 there is none.",
            "Values of different ν or s compare only with full, since the terms that are left out depend on both.",
        ],
        Reference = "K. L. Lange, R. J. A. Little, J. M. G. Taylor, Robust statistical modeling using the t distribution, Journal of the "
            + "American Statistical Association 84(408), 1989",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("−distributions.StudentT(ν, prediction, s).log_prob(target), which is full=true"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing(),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets ν.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>Gets the scale s.</summary>
    public double Scale { get; }

    /// <summary>Gets whether the terms without the error are added.</summary>
    public LikelihoodConstant Constant { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Symmetric
        | (Constant == LikelihoodConstant.Omitted ? LossTraits.MinimumAtTarget | LossTraits.NonNegative : LossTraits.None)
        | (double.IsPositiveInfinity(DegreesOfFreedom) ? LossTraits.Convex : LossTraits.BoundedGradient);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static StudentTNllLoss Create(LossOptions options) => new(
        options.Number("degrees-of-freedom"),
        options.Number("scale"),
        options.Flag("full") ? LikelihoodConstant.Included : LikelihoodConstant.Omitted,
        options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call)
    {
        // ½ ln(νπ) + ln Γ(ν/2) − ln Γ((ν + 1)/2) tends to the Gaussian's ½ ln 2π.
        var constant = Constant == LikelihoodConstant.Included
            ? ScalarMath.Log(Scale) + GammaConstants.HalfLogTwoPi + GammaConstants.HalfStep(DegreesOfFreedom / 2)
            : 0;
        return ElementwiseDriver.Run(new Kernel(DegreesOfFreedom, Scale, constant), call);
    }

    /// <summary>
    /// With r = |x|/√ν and w = r²: near, x²·(1 + 1/ν)/2·ln(1 + w)/w, whose quotient is 1 where w vanishes; where r &gt; 1, from 1/r, so that
    /// no square overflows.
    /// </summary>
    internal readonly struct Kernel(double degreesOfFreedom, double scale, double constant) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var grown = 1 + (1 / degreesOfFreedom);
            var root = Math.Sqrt(degreesOfFreedom);
            var error = prediction - target;
            var x = error * TLane.Create(1 / scale);
            var r = LaneMath.MultiplyOrZero(TLane.Abs(error), TLane.Create(1 / (scale * root)));
            var isFar = r > TLane.One;
            var inner = TLane.Select(isFar, TLane.One / r, r);
            var square = inner * inner;
            var tail = LaneMath.Log1p(square);
            var ratio = TLane.Select(TLane.AreEqual(square, TLane.Zero), TLane.One, tail / square);
            var near = TLane.Create(0.5 * grown) * ratio * x * x;
            var logarithm = LaneMath.Log(TLane.Select(isFar, r, TLane.One));
            var far = TLane.Create(0.5 * (degreesOfFreedom + 1)) * TLane.MultiplyAdd(TLane.Create(2), logarithm, tail);
            value = TLane.Select(isFar, far, near) + TLane.Create(constant);

            var ends = TLane.One + square;
            var steepest = TLane.CopySign(inner * TLane.Create(grown * root / scale), error);
            gradient = TLane.Select(isFar, steepest, x * TLane.Create(grown / scale)) / ends;
            var bend = (TLane.One - inner) * (TLane.One + inner) / (ends * ends);
            hessian = TLane.Create(grown / (scale * scale)) * TLane.Select(isFar, -square, TLane.One) * bend;
        }
    }
}
