using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Connectionist temporal classification: how improbable a sequence of labels is, summed over all its alignments to a longer sequence of frames.
/// </summary>
/// <remarks>
/// −ln Σ Π softmax(logits) over the paths of classes that become the target when repeats are merged and blanks are dropped. The gradient of a frame
/// is its softmax minus the share of the paths that have each class there; frames beyond an input's length have gradient 0.
/// <para>
/// The value has its digits wherever it lies, from a target that is certain up to 1e-300 to a thousand frames of peaked scores. The gradient has
/// those of each frame's softmax and shares; of a class that is nearly as good as another at a frame, the two differ by less than either is exact to
/// where all paths are certain to more than their digits.
/// </para>
/// </remarks>
public sealed class CtcLoss : TensorLoss, ICatalogued<CtcLoss>
{
    private const string Targets = "targets";

    /// <summary>Initializes a new instance of the <see cref="CtcLoss"/> class.</summary>
    /// <param name="blank">The class that stands for no label.</param>
    /// <param name="impossible">What a target costs that no alignment can give.</param>
    /// <param name="reduction">How the sequences' losses are reduced. A mean divides each by its target's length first.</param>
    /// <exception cref="LossException">The blank is negative.</exception>
    public CtcLoss(int blank = 0, ImpossibleAlignment impossible = ImpossibleAlignment.Infinite, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Blank = (int)About.Check("blank", blank);
        Impossible = OptionText.Defined("impossible", impossible);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "ctc",
        Title = "Connectionist temporal classification",
        Family = LossFamily.Sequence,
        Meaning = "How improbable a sequence of labels is, over all its alignments to the frames.",
        Formula = "−ln P(target | logits), P the sum of Π softmax(logits) over all paths that become the target without repeats and blanks",
        Gradient = "softmax(logits) − the share of P that has the class at the frame; 0 beyond the input's length and for impossible alignments",
        Inputs =
        [
            new("logits", InputRole.Differentiable, "[T,N,C] scores of the classes at each frame", Domain.Real),
            new(Targets, InputRole.Label, "[N,S] labels, padded to the longest", Domain.Real),
            new("input-lengths", InputRole.Length, "[N] frames of each input", Domain.NonNegative),
            new("target-lengths", InputRole.Length, "[N] labels of each target", Domain.NonNegative),
        ],
        Options =
        [
            new("blank", OptionKind.Integer, "0", "the class that stands for no label") { Domain = Domain.NonNegative },
            new("zero-infinity", OptionKind.Boolean, "false", "whether impossible alignments cost 0 instead of +∞"),
        ],
        UseWhen = "Labels come in order but without times: speech, handwriting, readings of meters.",
        AvoidWhen = "Every frame has a label of its own (cross-entropy).",
        Pitfalls =
        [
            "The logits go in as they are, since the softmax is inside; a log-softmax before it changes nothing, while probabilities train very slowly.",
            "A target needs a frame for each label and one more between two equal ones: a shorter input costs +∞, so drop it or set zero-infinity.",
            "Mean divides each loss by its target's length first, so long targets count as much as short ones: use sum for the likelihood.",
            "The first epochs put out nothing but blanks, the cheapest path at first: wait, or lower the learning rate, before you blame the data.",
        ],
        Reference = "A. Graves, S. Fernández, F. Gomez, J. Schmidhuber, Connectionist temporal classification: labelling unsegmented sequence data "
            + "with recurrent neural networks, ICML 2006",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("CTCLoss, functional.ctc_loss", "takes log-probabilities, so apply log_softmax before"),
            torchSharp: new("CTCLoss, functional.ctc_loss", ElsewhereNames.AsPyTorch),
            keras: new("CTC, ctc", "logits are [N,T,C]; 0 is the blank and the padding of targets; not divided by the target's length"),
            optax: new("losses.ctc_loss", "logits are [N,T,C]; paddings instead of lengths; " + ElsewhereNames.NotReduced)),
    };

    /// <summary>Gets the class that stands for no label.</summary>
    public int Blank { get; }

    /// <summary>Gets what a target costs that no alignment can give.</summary>
    public ImpossibleAlignment Impossible { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CtcLoss Create(LossOptions options) => new(
        options.Integer("blank"), options.Flag("zero-infinity") ? ImpossibleAlignment.Zero : ImpossibleAlignment.Infinite, options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">The scores of the classes at each frame, [T, N, C].</param>
    /// <param name="targets">The labels, [N, S]; what stands beyond a target's length is not read.</param>
    /// <param name="inputLengths">How many frames each input has, [N], from 0 to T.</param>
    /// <param name="targetLengths">How many labels each target has, [N], from 0 to S.</param>
    /// <param name="gradient">Receives the derivative of the value by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the loss of each sequence beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each sequence's loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, a length is out of range, or a label is no class or the blank.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> logits,
        in ReadOnlyTensorSpan<int> targets,
        in ReadOnlyTensorSpan<int> inputLengths,
        in ReadOnlyTensorSpan<int> targetLengths,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(logits, gradient);
        arguments.AddIndices(targets);
        arguments.AddIndices(inputLengths);
        arguments.AddIndices(targetLengths);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(0)[1]);

    private protected override void CheckNumbers<T>(in TensorCall<T> call)
    {
        var (frames, sequences, classes) = (call.Shape(0)[0], call.Shape(0)[1], call.Shape(0)[2]);
        if (sequences > 0 && Blank >= classes)
        {
            throw Sentences.InvalidOption("blank", Sentences.Number(Blank), $"a class index from 0 to {classes - 1}");
        }

        CheckLengths(2, call.Indices(2), frames, "logits have no more frames");
        CheckLengths(3, call.Indices(3), call.Shape(1)[1], "targets have no more columns");
        for (var sequence = 0; sequence < sequences; sequence++)
        {
            CheckLabels(sequence, call.Indices(1).Slice(sequence * call.Shape(1)[1], call.Indices(3)[sequence]), classes);
        }
    }

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var sequences = call.Shape(0)[1];
        using var memory = new PooledMemory<double>(sequences);
        var shares = memory.Span;
        fixed (T* logits = call.Numbers(0), gradient = call.Gradient(0))
        fixed (int* targets = call.Indices(1), inputLengths = call.Indices(2), targetLengths = call.Indices(3))
        {
            for (var sequence = 0; sequence < sequences; sequence++)
            {
                shares[sequence] = Reduction == Reduction.Mean ? 1.0 / Math.Max(1, targetLengths[sequence]) : 1;
            }

            var kernel = new CtcKernel<T>
            {
                Logits = logits,
                Gradient = gradient,
                Targets = targets,
                InputLengths = inputLengths,
                TargetLengths = targetLengths,
                Sequences = sequences,
                Classes = call.Shape(0)[2],
                TargetColumns = call.Shape(1)[1],
                Blank = Blank,
                ImpossibleValue = Impossible == ImpossibleAlignment.Zero ? 0 : double.PositiveInfinity,
                Width = call.Width,
            };
            var work = (long)call.Shape(0)[0] * (kernel.Classes + kernel.TargetColumns);
            return UnitDriver.Run(kernel, sequences, work, call, shares: shares);
        }
    }

    private void CheckLengths(int input, ReadOnlySpan<int> lengths, int most, string reason)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] > most)
            {
                throw Sentences.LengthOutOfRange(Card.Inputs[input].Name, i, lengths[i], most, reason);
            }
        }
    }

    private void CheckLabels(int sequence, ReadOnlySpan<int> labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classes || labels[i] == Blank)
            {
                throw Sentences.NoSuchLabel(Targets, sequence, i, labels[i], classes, Blank);
            }
        }
    }
}
