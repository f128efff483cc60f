namespace LossKit;

/// <summary>
/// Root mean squared error: √(mean of (prediction − target)²), always a single value, in the unit of the target.
/// </summary>
/// <remarks>Gradient w·e / (N·value) with e = prediction − target, and 0 where the value is 0.</remarks>
public sealed class RmseLoss : MatchedLoss, ICatalogued<RmseLoss>
{
    // Inside this range neither type has lost squares to underflow or overflow that could be seen in their mean.
    private const double LeastSafeMean = 1e-25;
    private const double GreatestSafeMean = 1e25;

    /// <summary>Initializes a new instance of the <see cref="RmseLoss"/> class.</summary>
    public RmseLoss()
        : base(About, Reduction.Mean)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "rmse",
        Title = "Root mean squared error",
        Aliases = ["root-mean-squared-error"],
        Family = LossFamily.Regression,
        Meaning = "The typical error in the target's own unit, with large errors counting more.",
        Formula = "√(mean(e²)), e = prediction − target",
        Gradient = "w·e/(N·value), 0 where the value is 0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Reductions = [],
        UseWhen = "Steps should not shrink as the error shrinks, or the loss is to be read in the target's unit.",
        AvoidWhen = "Batches are small: the root of a batch mean is not the mean of anything, so batches do not add up (mse).",
        Curve = new("one of two errors; the other is 1", -3, 3)
        {
            Cases = [new(string.Empty, [new("prediction", [2], error => [error, 1]), new("target", [2], 0, 0)])],
        },
        Pitfalls =
        [
            "Averaging the values of batches does not give the root of the whole: report mse of all rows and take the root "
                + "once.",
            "Near a perfect fit the gradient keeps its length, so a fixed learning rate makes the loss hop around the "
                + "minimum: lower the rate towards the end, or train with mse.",
        ],
        Reference = "C. F. Gauss, Theoria motus corporum coelestium, 1809, book II section 3",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("sqrt of mse_loss, whose gradient is NaN where every error is 0"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: NameThere.Missing("metrics.RootMeanSquaredError measures and does not train"),
            optax: NameThere.Missing("jnp.sqrt of the mean of squared_error")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static RmseLoss Create(LossOptions options) => new();

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call)
    {
        var scale = 1.0;
        var mean = MeanSquare(call, scale);
        if (mean.Value is not (>= LeastSafeMean and <= GreatestSafeMean) && mean.Value >= 0)
        {
            scale = InverseOfLargest(call);
            mean = MeanSquare(call, scale);
        }

        var root = Math.Sqrt(mean.Value);
        if (!call.Gradient.IsEmpty)
        {
            var slope = root == 0 ? 0 : 1 / root;
            ElementwiseDriver.Run(new SlopeKernel(scale, slope), call);
        }

        return mean with { Value = root / scale };
    }

    private static ElementwiseOutcome MeanSquare<T>(in ElementwiseCall<T> call, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseDriver.Run(new SquareKernel(scale), call with { Gradient = default, Second = default });

    // A power of two, so that scaling rounds nothing. Errors that count 0 times must not set the scale.
    private static double InverseOfLargest<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = 0.0;
        for (var i = 0; i < call.Prediction.Length; i++)
        {
            var error = Math.Abs(double.CreateTruncating(call.Prediction[i] - call.Target[i]));
            if (error > largest && (call.Weight.IsEmpty || call.Weight[i] != T.Zero) && (call.Mask.IsEmpty || call.Mask[i]))
            {
                largest = error;
            }
        }

        return largest > 0 && double.IsFinite(largest) ? Math.ScaleB(1, -Math.Clamp(Math.ILogB(largest), -1000, 1000)) : 1;
    }

    /// <summary>(s·e)².</summary>
    internal readonly struct SquareKernel(double scale) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = (prediction - target) * TLane.Create(scale);
            value = error * error;
            gradient = error;
            hessian = TLane.Zero;
        }
    }

    /// <summary>The derivative of the root: s·e times what the whole batch gives.</summary>
    internal readonly struct SlopeKernel(double scale, double slope) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            value = TLane.Zero;
            gradient = (prediction - target) * TLane.Create(scale) * TLane.Create(slope);
            hessian = TLane.Zero;
        }
    }
}
