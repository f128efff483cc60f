using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Softmax cross-entropy of logits that a last linear layer makes of hidden states, with the layer inside the loss: the logits [N,C] of a large
/// vocabulary are never all in memory.
/// </summary>
/// <remarks>
/// The cross-entropy of z = h·Wᵀ + b, bounded to c·tanh(z/c) by a soft cap c, with the weights, smoothing, ignored targets and z-loss of
/// <see cref="CrossEntropyLoss"/> and, for the same logits, its numbers. Rows go through in chunks: at most 25 MiB of logits, which become their own
/// gradient in place, beside some scratch memory of a row and a block. Ignored rows take part in nothing, not even in the products.
/// </remarks>
public sealed class LinearCrossEntropyLoss : TensorLoss, ICatalogued<LinearCrossEntropyLoss>
{
    private const int Hidden = 0;
    private const int Weights = 1;
    private const int Bias = 2;
    private const int Target = 3;
    private readonly CrossEntropyRows _rows;
    private readonly ParameterVector? _classWeights;

    /// <summary>Initializes a new instance of the <see cref="LinearCrossEntropyLoss"/> class.</summary>
    /// <param name="labelSmoothing">The share ε of a target that is spread over the classes, in [0, 1].</param>
    /// <param name="smoothingScope">Which classes get it.</param>
    /// <param name="ignoreIndex">The target whose rows are left out; null for none.</param>
    /// <param name="softCap">The bound c of the logits, c·tanh(z/c); positive, null for none.</param>
    /// <param name="zLoss">The factor λ of (ln Σ e^z)² over the bounded logits, which keeps them from drifting all together; at least 0.</param>
    /// <param name="classWeights">A factor for each class; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public LinearCrossEntropyLoss(
        double labelSmoothing = 0,
        SmoothingScope smoothingScope = SmoothingScope.All,
        int? ignoreIndex = CrossEntropyLoss.DefaultIgnoreIndex,
        double? softCap = null,
        double zLoss = 0,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        var smoothing = new ClassSmoothing(About.Check("label-smoothing", labelSmoothing), OptionText.Defined("smoothing-scope", smoothingScope));
        _rows = new(smoothing, ignoreIndex, About.Check("z-loss", zLoss), softCap is double cap ? About.Check("soft-cap", cap) : null);
        _classWeights = ParameterVector.Of(InputLists.ClassWeight, classWeights);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "linear-cross-entropy",
        Title = "Linear layer and softmax cross-entropy",
        Aliases = ["fused-linear-cross-entropy"],
        Family = LossFamily.Classification,
        Meaning = "How surprising the true class is under the softmax of what the last linear layer makes of a hidden state, a chunk of rows at a time.",
        Formula = "cross-entropy of z = h·Wᵀ + b, with soft-cap c of c·tanh(z/c)",
        Gradient = "G·W for hidden, Gᵀ·h for weights, the sum of G over rows for bias; G = g·(1 − tanh²(z/c)), g that of cross-entropy",
        Inputs =
        [
            new("hidden", InputRole.Differentiable, "[N,D] hidden states", Domain.Real),
            new("weights", InputRole.Differentiable, "[C,D], a row for each class", Domain.Real),
            new("bias", InputRole.Differentiable, "[C]", Domain.Real) { IsOptional = true },
            new("target", InputRole.Target, "[N] class indices", Domain.Real),
            InputLists.ClassWeight,
        ],
        Options =
        [
            new("label-smoothing", OptionKind.Number, "0", "the share of a target spread over classes") { Domain = Domain.UnitInterval },
            new("smoothing-scope", OptionKind.Choice, "all", "which classes get it") { Choices = ["all", "others"] },
            new("ignore-index", OptionKind.Integer, "-100", "the class index whose rows are left out"),
            new("soft-cap", OptionKind.OptionalNumber, "null", "the bound of the logits; null for none") { Domain = Domain.Positive },
            new("z-loss", OptionKind.Number, "0", "the factor λ of (ln Σ e^z)²") { Domain = Domain.NonNegative },
        ],
        Noise = new("categorical", "the logits of the classes"),
        UseWhen = "There are so many classes that the logits of a batch would fill the memory: the vocabulary of a language model.",
        AvoidWhen = "The logits fit into memory or are needed anyway; its numbers are the same, and each chunk passes over all weights again "
            + "(cross-entropy).",
        Pitfalls =
        [
            "The last linear layer is part of the loss: leave it out of the model's training pass, or shapes will not fit; hand its weights over instead.",
            "Nothing is shifted: in a language model the target of a position is the token after it, and unshifted targets give a loss near 0 from a "
            + "model that only repeats its input.",
            "A soft cap belongs to the model: apply the same c·tanh(z/c) when it predicts, or its probabilities are not those that were trained.",
            "Weights that are also the embedding get two gradients: add this one to the other (GradientMode.Add) instead of overwriting it.",
        ],
        Reference = "E. Wijmans, B. Huval, A. Hertzberg, V. Koltun, P. Krähenbühl, Cut your losses in large-vocabulary language models, ICLR 2025; "
            + "gradients in the forward pass: P.-L. Hsu et al., Liger Kernel: efficient Triton kernels for LLM training, 2024; soft cap: Gemma Team, "
            + "Gemma 2: improving open language models at a practical size, 2024, section 2",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new(
                "LinearCrossEntropyLoss, functional.linear_cross_entropy",
                "since 2.13; the class holds the weights; all logits at once unless its options say otherwise; smoothing over all classes only; no soft cap"),
            torchSharp: NameThere.Missing("CrossEntropyLoss of the layer's output"),
            keras: NameThere.Missing("SparseCategoricalCrossentropy of the layer's output"),
            optax: NameThere.Missing("softmax_cross_entropy_with_integer_labels of the layer's output"),
            new ElsewhereName(
                "Liger-Kernel",
                "LigerFusedLinearCrossEntropyLoss",
                "takes the weights first; ce_weight are the class weights, lse_square_scale is z-loss; smoothing over all classes only"),
            new ElsewhereName(
                "cut-cross-entropy",
                "LinearCrossEntropy, linear_cross_entropy",
                "no class weights, no smoothing; leaves out small gradients unless filter_eps is None")),
    };

    /// <summary>Gets the share of a target that is spread over the classes.</summary>
    public double LabelSmoothing => _rows.Smoothing.Amount;

    /// <summary>Gets which classes get what is spread.</summary>
    public SmoothingScope SmoothingScope => _rows.Smoothing.Scope;

    /// <summary>Gets the target that is ignored; null where none is.</summary>
    public int? IgnoreIndex => _rows.IgnoreIndex;

    /// <summary>Gets the bound of the logits; null where there is none.</summary>
    public double? SoftCap => _rows.SoftCap;

    /// <summary>Gets the factor of the squared logarithm of the softmax's normaliser.</summary>
    public double ZLoss => _rows.ZLoss;

    /// <summary>Gets the weights of the classes; empty for none.</summary>
    public IReadOnlyList<double> ClassWeights => _classWeights?.Values ?? [];

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc/>
    private protected override bool AddsGradients => false;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static LinearCrossEntropyLoss Create(LossOptions options) => new(
        options.Number("label-smoothing"),
        options.Choice<SmoothingScope>("smoothing-scope"),
        options.Integer("ignore-index"),
        options.OptionalNumber("soft-cap"),
        options.Number("z-loss"),
        [.. options.ClassWeights ?? []],
        options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="hidden">The hidden states, [N,D]; dense ones are read where they lie.</param>
    /// <param name="weights">The weights of the linear layer, [C,D].</param>
    /// <param name="target">The index of the true class of each row, [N], from 0 to C − 1.</param>
    /// <param name="bias">The bias of the linear layer, [C]; leave empty for none.</param>
    /// <param name="hiddenGradient">Receives the derivative of the value by the hidden states; leave empty where it is not wanted.</param>
    /// <param name="weightsGradient">Receives the derivative of the value by the weights; leave empty where it is not wanted.</param>
    /// <param name="biasGradient">Receives the derivative of the value by the bias; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the losses of the rows beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="rowWeight">A factor for each row's loss; leave empty for none. A mean does not count it, and 0 removes the row.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a target is no class index.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> hidden,
        in ReadOnlyTensorSpan<T> weights,
        in ReadOnlyTensorSpan<int> target,
        in ReadOnlyTensorSpan<T> bias = default,
        in TensorSpan<T> hiddenGradient = default,
        in TensorSpan<T> weightsGradient = default,
        in TensorSpan<T> biasGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> rowWeight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(hidden, hiddenGradient);
        arguments.Add(weights, weightsGradient);
        if (bias.IsEmpty)
        {
            arguments.Skip();
        }
        else
        {
            arguments.Add(bias, biasGradient);
        }

        arguments.AddIndices(target);
        return Evaluate(arguments, mode, values, rowWeight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(Target);

    private protected override void CheckNumbers<T>(in TensorCall<T> call)
    {
        var classes = call.Shape(Weights)[0];
        _rows.CheckClasses(classes);
        ClassIndices.Check(call.Indices(Target), classes, IgnoreIndex, default);
    }

    private protected override double Run<T>(in TensorCall<T> call)
    {
        var shape = new LinearShape(call.Shape(Hidden)[0], call.Shape(Hidden)[1], call.Shape(Weights)[0]);
        var rows = new LinearRowCall<T>
        {
            Shape = shape,
            Hidden = call.Numbers(Hidden),
            Weights = call.Numbers(Weights),
            Bias = call.Numbers(Bias),
            Target = call.Indices(Target),
            Weight = call.Weight,
            Values = call.Values,
            HiddenGradient = call.Gradient(Hidden),
            WeightsGradient = call.Gradient(Weights),
            BiasGradient = call.Gradient(Bias),
            Mode = call.Mode,
            Reduction = call.Reduction,
            Width = call.Width,
        };
        var classWeights = ParameterVector.ForClasses<T>(_classWeights, shape.Classes);
        return _rows.Run<T, Pass<T>, LinearRowCall<T>>(rows, RowTargets.Indices, classWeights, shape.Classes);
    }

    private readonly struct Pass<T> : IRowPass<T, LinearRowCall<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static double Run<TKernel>(TKernel kernel, in LinearRowCall<T> call)
            where TKernel : struct, IRowKernel<T> => LinearRowDriver.Run(kernel, call);
    }
}
