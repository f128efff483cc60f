using System.Globalization;
using System.Numerics;
using System.Text;

namespace LossKit;

/// <summary>Every error sentence of the library, each written once.</summary>
internal static class Sentences
{
    /// <summary>The option is not one of the loss's.</summary>
    public static LossException UnknownOption(string loss, string option, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownOption,
        option,
        known.Count == 0
            ? $"{loss} has no option '{Cut(option)}': it takes none."
            : $"{loss} has no option '{Cut(option)}'{Nearest.Suggest(option, known)}: it takes {string.Join(", ", known)}.");

    /// <summary>No loss has this name.</summary>
    public static LossException UnknownLoss(string name, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownLoss,
        "loss",
        $"There is no loss '{Cut(name)}'{Nearest.Suggest(name, known)}; `losskit list` shows all of them.");

    /// <summary>The option's value is outside its domain or of another kind.</summary>
    public static LossException InvalidOption(string option, string value, string expected) => new(
        LossErrorCode.InvalidOption,
        option,
        $"Option {option} is {Cut(value)}, but must be {expected}.");

    /// <summary>An option stands without a value.</summary>
    public static LossException OptionWithoutValue(string loss, string text) => new(
        LossErrorCode.InvalidOption,
        text,
        $"'{Cut(text)}' of {loss} has no value: write name=value, as in huber:delta=0.5.");

    /// <summary>An option is given more than once.</summary>
    public static LossException OptionGivenTwice(string loss, string name) => new(
        LossErrorCode.InvalidOption,
        name,
        $"{Cut(name)} of {loss} is given twice: write it once.");

    /// <summary>A needed input is missing.</summary>
    public static LossException MissingInput(string loss, string input, string shape) => new(
        LossErrorCode.MissingInput,
        input,
        $"{loss} needs the input '{input}' ({shape}), which was not given.");

    /// <summary>An input is not one of the loss's.</summary>
    public static LossException UnknownInput(string loss, string input, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownInput,
        input,
        $"{loss} has no input '{Cut(input)}'{Nearest.Suggest(input, known)}: it takes {string.Join(", ", known)}.");

    /// <summary>Two shapes do not belong together.</summary>
    public static LossException ShapeMismatch(string argument, string found, string expected) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has shape {found}, but must have {expected}: nothing is broadcast, so give {argument} that shape.");

    /// <summary>An input has a rank that the loss does not take.</summary>
    public static LossException WrongRank(string argument, string found, string expected) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has shape {found}, but must be {expected}: reshape it.");

    /// <summary>A span is too short or too long.</summary>
    public static LossException LengthMismatch(string argument, long length, long expected, string reason) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has {length} elements, but must have {expected}, {reason}.");

    /// <summary>A result lies over part of an input.</summary>
    public static LossException Overlap(string argument) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} overlaps an input at another place: pass memory of its own, or exactly the input's memory.");

    /// <summary>Two results lie over each other.</summary>
    public static LossException SharedResults(string argument, string other) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} overlaps {other}: pass memory of its own.");

    /// <summary>What compares each row with all others does not fit into one array.</summary>
    public static LossException BatchTooLarge(string argument, int rows, int most) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has {rows} rows, but must have at most {most}, whose comparisons fit into one array: split the batch.");

    /// <summary>An image has no room for a window.</summary>
    public static LossException ImageTooSmall(string argument, string found, int window) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has shape {found}, whose images are smaller than a window of {window} by {window}: give larger images, or a smaller window.");

    /// <summary>The element type has no kernels.</summary>
    public static NotSupportedException ElementType(Type type) =>
        new($"Losses are computed in float or double, not in {type.Name}: convert the inputs.");

    /// <summary>A single value was asked of an unreduced loss.</summary>
    public static InvalidOperationException NotReduced(string loss) =>
        new($"This {loss} loss has reduction none, which gives one value for each element: call EvaluateEach, or use Mean or Sum.");

    /// <summary>Second derivatives were asked of a loss that has none.</summary>
    public static LossException NoHessian(string loss) => new(
        LossErrorCode.InvalidOption,
        "want",
        $"{loss} offers no second derivative: ask for value and gradients only.");

    /// <summary>A number lies outside an input's domain.</summary>
    public static LossException OutsideDomain(LossErrorCode code, string argument, long index, double value, Domain domain) => new(
        code,
        argument,
        $"{argument}[{index}] is {Number(value)}, but must be {domain}: {domain.Advice}.");

    /// <summary>A class index names no class.</summary>
    public static LossException NoSuchClass(long index, double value, int classes, int? ignoreIndex) => new(
        LossErrorCode.InvalidTarget,
        "target",
        $"target[{index}] is {Number(value)}, but must be a class index from 0 to {classes - 1}"
        + (ignoreIndex is int ignored ? $" (or {ignored}, which is ignored)" : string.Empty)
        + (value == classes ? ": labels that count from 1 need 1 subtracted." : ": write the index of the class."));

    /// <summary>A label, class index or length with a fraction, or too large.</summary>
    public static LossException NotWhole(LossErrorCode code, string argument, long index, double value) => new(
        code,
        argument,
        $"{argument}[{index}] is {Number(value)}, but must be "
        + (double.IsInteger(value) ? $"between {int.MinValue} and {int.MaxValue}: number from 0." : "a whole number: write the label, index or length itself."));

    /// <summary>A length that is longer than what it measures.</summary>
    public static LossException LengthOutOfRange(string argument, int index, int length, int most, string reason) => new(
        LossErrorCode.InvalidInput,
        argument,
        $"{argument}[{index}] is {length}, but must be from 0 to {most}: {reason}.");

    /// <summary>A label of a sequence that is no class, or the blank.</summary>
    public static LossException NoSuchLabel(string argument, int sequence, int index, int label, int classes, int blank) => new(
        LossErrorCode.InvalidTarget,
        argument,
        $"{argument}[{sequence},{index}] is {label}, but must be a class index from 0 to {classes - 1} other than the blank {blank}: "
        + "write labels only, and padding behind the target's length.");

    /// <summary>A box whose edges are the wrong way round.</summary>
    public static LossException InvertedBox(LossErrorCode code, string argument, int index, ReadOnlySpan<double> edges) => new(
        code,
        argument,
        $"{argument}[{index}] is [{Number(edges[0])}, {Number(edges[1])}, {Number(edges[2])}, {Number(edges[3])}], "
        + "but a box must have x1 ≤ x2 and y1 ≤ y2: write the smaller edge first, in the order x1, y1, x2, y2.");

    /// <summary>A gradient was asked for where the loss has none.</summary>
    public static LossException NoGradient(string loss, string input) => new(
        LossErrorCode.InvalidInput,
        input,
        $"{loss} has no gradient for {input}, which is not trained: leave its gradient empty.");

    /// <summary>A loss of this name is registered already.</summary>
    public static LossException NameTaken(string name, string title) => new(
        LossErrorCode.InvalidOption,
        "id",
        $"'{name}' is the name of a loss already ({title}): register yours under another.");

    /// <summary>Two losses cannot be terms of one sum.</summary>
    public static LossException TermsDiffer(string first, string second, string what, string ofFirst, string ofSecond) => new(
        LossErrorCode.InvalidOption,
        "terms",
        $"{first} and {second} cannot be added, since they differ in {what}: {ofFirst} of {first}, {ofSecond} of {second}.");

    /// <summary>A loss is of a kind that is no term of a sum.</summary>
    public static LossException NoTerm(string loss) => new(
        LossErrorCode.InvalidOption,
        "terms",
        $"{loss} cannot be a term of a sum: add the variables that its Forward gives instead.");

    /// <summary>What somebody wrote, so short that the rest of the sentence is found.</summary>
    public static string Cut(string text)
    {
        const int Longest = 120;
        return text.Length <= Longest ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)}…";
    }

    /// <summary>A number as it would be written.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A shape as it is written: [4,3].</summary>
    public static string Shape<TDimension>(ReadOnlySpan<TDimension> shape)
        where TDimension : IBinaryInteger<TDimension>
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < shape.Length; i++)
        {
            text.Append(i > 0 ? "," : string.Empty).Append(CultureInfo.InvariantCulture, $"{shape[i]}");
        }

        return text.Append(']').ToString();
    }
}
