using System.Globalization;

namespace LossKit;

/// <summary>Every error sentence of the library, each written once.</summary>
internal static class Sentences
{
    /// <summary>The option is not one of the loss's.</summary>
    public static LossException UnknownOption(string loss, string option, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownOption,
        option,
        known.Count == 0
            ? $"{loss} has no option '{option}': it takes none."
            : $"{loss} has no option '{option}'{Nearest.Suggest(option, known)}: it takes {string.Join(", ", known)}.");

    /// <summary>No loss has this name.</summary>
    public static LossException UnknownLoss(string name, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownLoss,
        "loss",
        $"There is no loss '{name}'{Nearest.Suggest(name, known)}; `losskit list` shows all of them.");

    /// <summary>The option's value is outside its domain or of another kind.</summary>
    public static LossException InvalidOption(string option, string value, string expected) => new(
        LossErrorCode.InvalidOption,
        option,
        $"Option {option} is {value}, but must be {expected}.");

    /// <summary>A needed input is missing.</summary>
    public static LossException MissingInput(string loss, string input, string shape) => new(
        LossErrorCode.MissingInput,
        input,
        $"{loss} needs the input '{input}' ({shape}), which was not given.");

    /// <summary>An input is not one of the loss's.</summary>
    public static LossException UnknownInput(string loss, string input, IReadOnlyList<string> known) => new(
        LossErrorCode.UnknownInput,
        input,
        $"{loss} has no input '{input}'{Nearest.Suggest(input, known)}: it takes {string.Join(", ", known)}.");

    /// <summary>Two shapes do not belong together.</summary>
    public static LossException ShapeMismatch(string argument, string found, string expected, string advice) => new(
        LossErrorCode.ShapeMismatch,
        argument,
        $"{argument} has {found}, but must have {expected}; {advice}.");

    /// <summary>A number lies outside an input's domain.</summary>
    public static LossException OutsideDomain(string argument, long index, double value, Domain domain, InputRole role) => new(
        role == InputRole.Target ? LossErrorCode.InvalidTarget : LossErrorCode.InvalidInput,
        argument,
        $"{argument}[{index}] is {Number(value)}, but must be {domain}: {domain.Advice}.");

    /// <summary>A class index names no class.</summary>
    public static LossException NoSuchClass(long index, double value, int classes, int? ignoreIndex) => new(
        LossErrorCode.InvalidTarget,
        "target",
        $"target[{index}] is {Number(value)}, but must be a class index from 0 to {classes - 1}"
        + (ignoreIndex is int ignored ? $" (or {ignored}, which is ignored)" : string.Empty)
        + (value == classes ? ": labels that count from 1 need 1 subtracted." : ": write the index of the class."));

    /// <summary>A number as it would be written.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A shape as it is written: [4,3].</summary>
    public static string Shape(ReadOnlySpan<int> shape)
    {
        var text = "[";
        for (var i = 0; i < shape.Length; i++)
        {
            text += (i > 0 ? "," : string.Empty) + shape[i].ToString(CultureInfo.InvariantCulture);
        }

        return text + "]";
    }
}
