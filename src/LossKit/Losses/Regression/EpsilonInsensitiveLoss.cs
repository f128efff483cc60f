namespace LossKit;

/// <summary>
/// The loss of support vector regression: errors up to <see cref="Epsilon"/> are free, and beyond it the excess counts, as it is or squared.
/// </summary>
/// <remarks>max(0, |e| − ε), or its square. Inside the tube and on its edge the gradient is 0.</remarks>
public sealed class EpsilonInsensitiveLoss : ElementwiseLoss, ICatalogued<EpsilonInsensitiveLoss>
{
    /// <summary>Initializes a new instance of the <see cref="EpsilonInsensitiveLoss"/> class.</summary>
    /// <param name="epsilon">The error that costs nothing; at least 0, in the unit of the target.</param>
    /// <param name="power">How the excess counts.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public EpsilonInsensitiveLoss(double epsilon = 0.1, MarginPower power = MarginPower.Linear, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Epsilon = About.Check("epsilon", epsilon);
        Power = OptionText.Defined("power", power);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "epsilon-insensitive",
        Title = "Epsilon-insensitive",
        Aliases = ["svr"],
        Family = LossFamily.Regression,
        Meaning = "Errors within a tolerance are free; only what exceeds it counts.",
        Formula = "max(0, |e| − ε)^power, e = prediction − target",
        Gradient = "sign(e) where |e| > ε, else 0; squared: 2·sign(e)·max(0, |e| − ε)",
        Hessian = "0; squared: 2 where |e| > ε, else 0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("epsilon", OptionKind.Number, "0.1", "the error that costs nothing") { Domain = Domain.NonNegative },
            new("power", OptionKind.Choice, "1", "1 for the excess, 2 for its square") { Choices = ["1", "2"] },
        ],
        UseWhen = "Errors below a known tolerance do not matter: measurements with a stated precision, engineering limits.",
        AvoidWhen = "Every bit of accuracy counts: nothing pulls a prediction further once it is inside the tube (mae, huber).",
        Pitfalls =
        [
            "ε has the unit of the target: if the whole target varies by less than ε, every prediction is free and nothing is learned.",
            "A loss of 0 says that all errors are within ε, not that they vanish; report mae beside it.",
        ],
        Reference = "V. N. Vapnik, The nature of statistical learning theory, 1995, chapter 6",
        Elsewhere = ElsewhereNames.Nowhere(
            "max(0, |e| − ε)",
            new ElsewhereName(
                "scikit-learn", "SGDRegressor(loss=\"epsilon_insensitive\"), LinearSVR", "LinearSVR has an epsilon of 0 by default")),
    };

    /// <summary>Gets the error that costs nothing.</summary>
    public double Epsilon { get; }

    /// <summary>Gets how the excess counts.</summary>
    public MarginPower Power { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.NonNegative
        | (Power == MarginPower.Linear ? LossTraits.BoundedGradient : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static EpsilonInsensitiveLoss Create(LossOptions options) => new(
        options.Number("epsilon"),
        options.Text("power") == "2" ? MarginPower.Squared : MarginPower.Linear,
        options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Power == MarginPower.Linear
        ? ElementwiseDriver.Run(new LinearKernel(Epsilon), call)
        : ElementwiseDriver.Run(new SquaredKernel(Epsilon), call);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Excess<TLane>(TLane error, TLane epsilon)
        where TLane : struct, ILane<TLane> =>
        TLane.Clamp(TLane.Abs(error) - epsilon, TLane.Zero, TLane.Create(double.PositiveInfinity));

    /// <summary>The excess, the sign of the error outside the tube, 0.</summary>
    internal readonly struct LinearKernel(double epsilon) : IElementwiseKernel
    {
        private readonly LaneConstant _epsilon = new(epsilon);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            value = Excess(error, _epsilon.Spread<TLane>());
            gradient = TLane.CopySign(LaneMath.Step(value), error);
            hessian = TLane.Zero;
        }
    }

    /// <summary>The square of the excess, twice the excess with the sign of the error, 2 outside the tube.</summary>
    internal readonly struct SquaredKernel(double epsilon) : IElementwiseKernel
    {
        private readonly LaneConstant _epsilon = new(epsilon);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var excess = Excess(error, _epsilon.Spread<TLane>());
            value = excess * excess;
            gradient = TLane.CopySign(excess + excess, error);
            hessian = (excess > TLane.Zero) & TLane.Create(2);
        }
    }
}
