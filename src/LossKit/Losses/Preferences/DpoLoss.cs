using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Direct preference optimisation: a model learns from pairs of answers, of which people chose one, without a reward model.</summary>
/// <remarks>
/// With h = (policy-chosen − policy-rejected) − (reference-chosen − reference-rejected) of log-probabilities: −(1 − ε)·ln σ(βh) − ε·ln σ(−βh). The
/// other kinds stand at <see cref="PreferenceKind"/>. A log-probability is the sum over an answer's tokens.
/// </remarks>
public sealed class DpoLoss : TensorLoss, ICatalogued<DpoLoss>
{
    private const int Chosen = 0;
    private const int Rejected = 1;
    private const int ReferenceChosen = 2;
    private const int ReferenceRejected = 3;

    /// <summary>Initializes a new instance of the <see cref="DpoLoss"/> class.</summary>
    /// <param name="beta">How closely the model is held to the reference; positive.</param>
    /// <param name="labelSmoothing">The share of preferences that are the wrong way round, from 0 to 1; for the kind sigmoid.</param>
    /// <param name="kind">How a margin becomes a cost.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain, or smoothing is given to a kind that has none.</exception>
    public DpoLoss(
        double beta = 0.1,
        double labelSmoothing = 0,
        PreferenceKind kind = PreferenceKind.Sigmoid,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Beta = About.Check("beta", beta);
        LabelSmoothing = About.Check("label-smoothing", labelSmoothing);
        Kind = OptionText.Defined("kind", kind);
        if (kind != PreferenceKind.Sigmoid && labelSmoothing != 0)
        {
            throw Sentences.InvalidOption("label-smoothing", Sentences.Number(labelSmoothing), $"0 where kind is {OptionText.Kebab(kind)}");
        }
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "dpo",
        Title = "Direct preference optimisation",
        Family = LossFamily.Preference,
        Meaning = "How surprising people's choices between two answers are, when a model's log-probabilities against a reference's are its rewards.",
        Formula = "h = (policy-chosen − policy-rejected) − (reference-chosen − reference-rejected); sigmoid: −(1 − ε)·ln σ(βh) − ε·ln σ(−βh); "
            + "hinge: max(0, 1 − βh); ipo: (h − 1/(2β))²",
        Gradient = "g for policy-chosen and −g for policy-rejected; sigmoid: g = β·(σ(βh) − (1 − ε)); hinge: g = −β where βh < 1; ipo: g = 2(h − 1/(2β))",
        Inputs =
        [
            new("policy-chosen", InputRole.Differentiable, "[N] log-probabilities of the chosen answers", Domain.Real),
            new("policy-rejected", InputRole.Differentiable, "[N] log-probabilities of the rejected answers", Domain.Real),
            new("reference-chosen", InputRole.Given, "[N] the reference model's", Domain.Real),
            new("reference-rejected", InputRole.Given, "[N] the reference model's", Domain.Real),
        ],
        Options =
        [
            new("beta", OptionKind.Number, "0.1", "how closely the model is held to the reference") { Domain = Domain.Positive },
            new("label-smoothing", OptionKind.Number, "0", "the share of preferences that are the wrong way round") { Domain = Domain.UnitInterval },
            new("kind", OptionKind.Choice, "sigmoid", "how a margin becomes a cost") { Choices = OptionText.Words<PreferenceKind>() },
        ],
        UseWhen = "A language model is tuned on pairs of answers with a preference, and a frozen copy of it serves as the reference.",
        AvoidWhen = "Scores are ranked and there is no reference model (margin-ranking, soft-margin).",
        Pitfalls =
        [
            "Log-probabilities are sums over the tokens of an answer, not means: with means β has to be larger by the length of the answers.",
            "Tokens of the prompt must not be in the sums: they are the same on both sides and only add noise to them in float.",
            "The chosen answer's probability may fall while the loss does, since only the difference counts: watch both log-probabilities.",
        ],
        Reference = "R. Rafailov, A. Sharma, E. Mitchell, S. Ermon, C. D. Manning, C. Finn, Direct preference optimization, NeurIPS 2023; "
            + "Y. Zhao et al., SLiC-HF, 2023; M. G. Azar et al., A general theoretical paradigm to understand learning from human preferences, AISTATS 2024",
        Elsewhere = ElsewhereNames.Nowhere(
            "logsigmoid of the scaled margin",
            new ElsewhereName("TRL", "DPOTrainer(loss_type='sigmoid' | 'hinge' | 'ipo')", "label_smoothing as here; ipo takes means over tokens"),
            new ElsewhereName("Liger-Kernel", "LigerFusedLinearDPOLoss", "fused with the last layer of the model")),
    };

    /// <summary>Gets how closely the model is held to the reference.</summary>
    public double Beta { get; }

    /// <summary>Gets the share of preferences that are the wrong way round.</summary>
    public double LabelSmoothing { get; }

    /// <summary>Gets how a margin becomes a cost.</summary>
    public PreferenceKind Kind { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative
        | (Kind == PreferenceKind.Ipo ? LossTraits.None : LossTraits.BoundedGradient);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static DpoLoss Create(LossOptions options) => new(
        options.Number("beta"), options.Number("label-smoothing"), options.Choice<PreferenceKind>("kind"), options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="policyChosen">The model's log-probabilities of the chosen answers, [N].</param>
    /// <param name="policyRejected">The model's log-probabilities of the rejected answers, [N].</param>
    /// <param name="referenceChosen">The reference's log-probabilities of the chosen answers, [N].</param>
    /// <param name="referenceRejected">The reference's log-probabilities of the rejected answers, [N].</param>
    /// <param name="policyChosenGradient">Receives the derivative by the model's first; leave empty where it is not wanted.</param>
    /// <param name="policyRejectedGradient">Receives the derivative by the model's second; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the losses of the pairs beside the reduced one; leave empty where they are not wanted.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">The shapes differ.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> policyChosen,
        in ReadOnlyTensorSpan<T> policyRejected,
        in ReadOnlyTensorSpan<T> referenceChosen,
        in ReadOnlyTensorSpan<T> referenceRejected,
        in TensorSpan<T> policyChosenGradient = default,
        in TensorSpan<T> policyRejectedGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(policyChosen, policyChosenGradient);
        arguments.Add(policyRejected, policyRejectedGradient);
        arguments.Add(referenceChosen);
        arguments.Add(referenceRejected);
        return Evaluate(arguments, mode, values);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(Chosen);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        fixed (T* chosen = call.Numbers(Chosen), rejected = call.Numbers(Rejected))
        fixed (T* referenceChosen = call.Numbers(ReferenceChosen), referenceRejected = call.Numbers(ReferenceRejected))
        fixed (T* chosenGradient = call.Gradient(Chosen), rejectedGradient = call.Gradient(Rejected))
        {
            var kernel = new Kernel<T>
            {
                Loss = new(Beta, LabelSmoothing, Kind),
                Chosen = chosen,
                Rejected = rejected,
                ReferenceChosen = referenceChosen,
                ReferenceRejected = referenceRejected,
                ChosenGradient = chosenGradient,
                RejectedGradient = rejectedGradient,
            };
            return UnitDriver.Run(kernel, call.Shape(Chosen)[0], 1, call);
        }
    }

    /// <summary>The cost of a margin, in double whatever the inputs are: there are few pairs, each a sum over many tokens.</summary>
    private readonly record struct MarginCost(double Beta, double LabelSmoothing, PreferenceKind Kind)
    {
        public double Evaluate(double margin, out double slope)
        {
            switch (Kind)
            {
                case PreferenceKind.Hinge:
                    var missing = 1 - (Beta * margin);
                    slope = missing > 0 ? -Beta : double.IsNaN(missing) ? missing : 0;
                    return missing <= 0 ? 0 : missing;
                case PreferenceKind.Ipo:
                    var error = margin - (0.5 / Beta);
                    slope = 2 * error;
                    return error * error;
                default:
                    return Likelihood(Beta * margin, out slope);
            }
        }

        // −ln σ(x) = max(−x, 0) + ln(1 + e^−|x|): only terms that are not negative are added.
        private double Likelihood(double x, out double slope)
        {
            LaneMath.Logistic(ScalarLane<double>.Create(-Math.Abs(x)), out var tail, out var smaller, out var larger);
            var (sigmoid, complement) = x < 0 ? (smaller.Value, larger.Value) : (larger.Value, smaller.Value);
            slope = Beta * ((LabelSmoothing * sigmoid) - ((1 - LabelSmoothing) * complement));
            var against = x < 0 ? 1 - LabelSmoothing : LabelSmoothing;
            return tail.Value + (against == 0 ? 0 : against * Math.Abs(x));
        }
    }

    private unsafe struct Kernel<T> : IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public MarginCost Loss;
        public T* Chosen;
        public T* Rejected;
        public T* ReferenceChosen;
        public T* ReferenceRejected;
        public T* ChosenGradient;
        public T* RejectedGradient;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            var margin = (Number(Chosen, unit) - Number(Rejected, unit)) - (Number(ReferenceChosen, unit) - Number(ReferenceRejected, unit));
            var loss = Loss.Evaluate(margin, out var slope);
            if (scale != 0)
            {
                Add(ChosenGradient, unit, scale * slope);
                Add(RejectedGradient, unit, -scale * slope);
            }

            return loss;
        }

        private static double Number(T* numbers, int unit) => double.CreateTruncating(numbers[unit]);

        private static void Add(T* gradient, int unit, double slope)
        {
            if (gradient is not null)
            {
                gradient[unit] += T.CreateTruncating(slope);
            }
        }
    }
}
