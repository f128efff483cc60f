namespace LossKit;

/// <summary>
/// Barron's general robust loss: one family from squared error (<see cref="Alpha"/> 2) over pseudo-Huber (1), Cauchy (0) and
/// Geman–McClure (−2) to Welsch (−∞).
/// </summary>
/// <remarks>
/// With x = e/c and b = |α − 2|: (b/α)((x²/b + 1)^(α/2) − 1), and its limits at α = 2, 0, −∞ and +∞. The smaller α, the less an
/// outlier counts.
/// </remarks>
public sealed class GeneralRobustLoss : ElementwiseLoss, ICatalogued<GeneralRobustLoss>
{
    /// <summary>Initializes a new instance of the <see cref="GeneralRobustLoss"/> class.</summary>
    /// <param name="alpha">The shape; any number, infinities included.</param>
    /// <param name="scale">The error c where the quadratic bowl ends, in the unit of the target; positive.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public GeneralRobustLoss(double alpha = 1, double scale = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Alpha = About.Check("alpha", alpha);
        Scale = About.Check("scale", scale);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "general-robust",
        Title = "General robust (Barron)",
        Aliases = ["barron"],
        Family = LossFamily.Regression,
        Meaning = "One dial from squared error to losses that ignore outliers altogether.",
        Formula = "(b/α)((x²/b + 1)^(α/2) − 1), x = e/c, b = |α − 2|; α = 2: x²/2, α = 0: ln(1 + x²/2), "
            + "α = −∞: 1 − exp(−x²/2), α = +∞: exp(x²/2) − 1",
        Gradient = "(x/c)(x²/b + 1)^(α/2 − 1)",
        Hessian = "(1 + (α − 1)x²/b)(x²/b + 1)^(α/2 − 2)/c²",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("alpha", OptionKind.Number, "1", "the shape: 2 squared, 1 pseudo-Huber, 0 Cauchy, -2 Geman-McClure, -Infinity Welsch"),
            new("scale", OptionKind.Number, "1", "the error where the quadratic bowl ends") { Domain = Domain.Positive },
        ],
        Noise = new("Barron's adaptive density", "the location, for a fixed shape and scale with α ≥ 0"),
        UseWhen = "How robust to be is itself to be found out, by trying shapes or annealing from 2 downwards.",
        AvoidWhen = "α < 1 without a good start: it is not convex there, and far predictions are hardly pulled.",
        Pictured = ["alpha=2", "alpha=0", "alpha=-2"],
        Pitfalls =
        [
            "Starting with a negative alpha leaves far points without a pull and the model where it began: start at 2 or 1 "
                + "and lower alpha as errors shrink.",
            "Scale is the error that counts as an inlier in the target's unit: left at 1 for a target in thousands "
                + "everything is an outlier, so set it to a usual error.",
        ],
        Reference = "J. T. Barron, A general and adaptive robust loss function, CVPR 2019, equations 1 and 8",
        Elsewhere = ElsewhereNames.Nowhere(),
    };

    /// <summary>Gets the shape α.</summary>
    public double Alpha { get; }

    /// <summary>Gets the error c where the quadratic bowl ends.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.NonNegative
        | (Alpha >= 1 ? LossTraits.Convex : LossTraits.None)
        | (Alpha <= 1 ? LossTraits.BoundedGradient : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GeneralRobustLoss Create(LossOptions options) =>
        new(options.Number("alpha"), options.Number("scale"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Alpha switch
    {
        2 => ElementwiseDriver.Run(new SquareKernel(Scale), call),
        double.NegativeInfinity => ElementwiseDriver.Run(new ExponentialKernel(-1, Scale), call),
        double.PositiveInfinity => ElementwiseDriver.Run(new ExponentialKernel(1, Scale), call),
        _ => ElementwiseDriver.Run(new PowerKernel(Alpha, Scale), call),
    };

    /// <summary>x²/2.</summary>
    internal readonly struct SquareKernel(double scale) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var inverse = TLane.Create(1 / scale);
            var x = (prediction - target) * inverse;
            value = TLane.Create(0.5) * x * x;
            gradient = x * inverse;
            hessian = inverse * inverse;
        }
    }

    /// <summary>s·(exp(s·x²/2) − 1) with s = −1 (Welsch) or s = +1.</summary>
    internal readonly struct ExponentialKernel(double sign, double scale) : IElementwiseKernel
    {
        // Beyond it exp(±x²/2) is 0 or infinite in both types; clipping keeps x² finite.
        private const double Far = 60;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var inverse = TLane.Create(1 / scale);
            var direction = TLane.Create(sign);
            var x = (prediction - target) * inverse;
            var near = TLane.Max(TLane.Create(-Far), TLane.Min(TLane.Create(Far), x));
            var square = near * near;
            var exponent = direction * TLane.Create(0.5) * square;
            var power = LaneMath.Exp(exponent);
            value = direction * LaneMath.Expm1(exponent);
            gradient = near * inverse * power;
            hessian = TLane.MultiplyAdd(direction, square, TLane.One) * power * (inverse * inverse);
        }
    }

    /// <summary>
    /// The general case. With r = |x|/√b the base 1 + r² is taken as r²(1 + 1/r²) where r &gt; 1, so that nothing
    /// overflows before the result does.
    /// </summary>
    internal readonly struct PowerKernel(double alpha, double scale) : IElementwiseKernel
    {
        // No finite number of either type has a longer one.
        private const double LongestLogarithm = 800;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var b = Math.Abs(alpha - 2);
            var error = prediction - target;
            var r = TLane.Abs(error) * TLane.Create(1 / (scale * Math.Sqrt(b)));
            var isFar = r > TLane.One;
            var inner = TLane.Select(isFar, TLane.One / r, r);
            var square = inner * inner;
            var tail = LaneMath.Log1p(square);
            var logarithm = isFar & LaneMath.Log(TLane.Select(isFar, r, TLane.One));
            var logBase = TLane.MultiplyAdd(TLane.Create(2), logarithm, tail);
            var ends = TLane.One + square;

            // Far out the power is taken of r itself: a logarithm loses as many digits as it has before the point.
            var tailPower = LaneMath.Exp(TLane.Create((alpha / 2) - 1) * tail);
            var reach = TLane.Select(isFar, r, TLane.One);
            var slope = Power(reach, logarithm) * tailPower;
            var factor = TLane.Create(b / alpha);
            value = alpha == 0 ? logBase : Value(factor, TLane.Create(alpha / 2) * logBase, factor * slope * reach * ends);
            var near = error * TLane.Create(1 / (scale * scale));
            gradient = slope * TLane.Select(isFar, TLane.CopySign(TLane.Create(Math.Sqrt(b) / scale), error), near);
            if (!TWanted.Hessian)
            {
                hessian = TLane.Zero;
                return;
            }

            var isInfinite = isFar & TLane.AreEqual(inner, TLane.Zero);
            var limit = TLane.Create(alpha < 2 ? 0 : double.PositiveInfinity);
            var curvature = TLane.Select(isInfinite, limit, TLane.Select(isFar, slope * inner, slope));
            var bend = TLane.Create(alpha - 1);
            var ratio = TLane.Select(isFar, square + bend, TLane.MultiplyAdd(bend, square, TLane.One)) / ends;
            hessian = curvature * ratio * TLane.Create(1 / (scale * scale));
        }

        // A method of its own, called: with it the loop would be longer than what the JIT inlines.
        // x^(α − 1), where the exponent has digits that the element type has not: x^(y + rest) is x^y·(1 + rest·ln x).
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private TLane Power<TLane>(TLane x, TLane logarithm)
            where TLane : struct, ILane<TLane>
        {
            var exponent = TLane.IsDouble ? alpha - 1 : (float)(alpha - 1);
            var rest = Math.Abs(alpha) >= 1 ? alpha - exponent - 1 : alpha - (exponent + 1);
            var power = LaneMath.Pow(x, TLane.Create(exponent));
            var longest = TLane.Min(logarithm, TLane.Create(LongestLogarithm));
            return power * TLane.MultiplyAdd(TLane.Create(rest), longest, TLane.One);
        }

        // Called too. f·(exp(x) − 1): from f·exp(x), which may fit where exp(x) does not, or by its series where exp(x) is near 1.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static TLane Value<TLane>(TLane factor, TLane exponent, TLane scaledPower)
            where TLane : struct, ILane<TLane>
        {
            var isLarge = (exponent > TLane.One) & (exponent < TLane.Create(LongestLogarithm));
            return TLane.Select(isLarge, scaledPower - factor, factor * LaneMath.Expm1(exponent));
        }
    }
}
