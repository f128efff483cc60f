using System.Globalization;

namespace LossKit;

/// <summary>The sentences that say why a loss does not fit, and which does.</summary>
internal static class Misfits
{
    /// <summary>A loss of the other task.</summary>
    public static string WrongTask(Loss loss, string text, Dataset dataset)
    {
        string fitting = string.Join(", ", DefaultLosses.For(dataset));
        return loss.Card.Family == LossFamily.Regression
            ? $"'{text}' compares numbers, but {dataset.TaskReason}; use {fitting}{(IsNumeric(dataset) ? ", or --task regression" : string.Empty)}."
            : $"'{text}' compares classes, but {dataset.TaskReason}; use {fitting}, or --task multiclass.";
    }

    /// <summary>A loss of other inputs than a table has.</summary>
    public static string NoTable(Loss loss, string text, Dataset dataset) =>
        $"'{text}' needs arrays that a table does not have: {loss.Card.Inputs[0].Name} is {loss.Card.Inputs[0].Shape}; "
        + $"use {string.Join(", ", DefaultLosses.For(dataset))}.";

    /// <summary>A target outside what the loss can be given.</summary>
    public static string Target(string text, Dataset dataset, int row, string needs, string instead) =>
        $"'{text}' needs targets {needs}, but `{dataset.TargetName}` is {dataset.Targets[row]:R} in line {dataset.LineOf(row)}; use {instead}.";

    /// <summary>A sum whose terms read the network's outputs differently.</summary>
    public static string MixedTerms(string text) =>
        $"'{text}' adds losses that take a network's outputs for different things (logits, probabilities, logarithms); add such as agree.";

    private static bool IsNumeric(Dataset dataset) => dataset.ClassNames.All(name => double.TryParse(name, CultureInfo.InvariantCulture, out _));
}
