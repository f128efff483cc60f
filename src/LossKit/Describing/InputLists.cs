namespace LossKit;

/// <summary>The inputs that many losses share, so that their names and shapes are written once.</summary>
internal static class InputLists
{
    /// <summary>Predictions against targets of the same shape, with optional weights of the elements.</summary>
    /// <param name="prediction">The predictions allowed.</param>
    /// <param name="target">The targets allowed.</param>
    /// <param name="more">Further inputs.</param>
    /// <returns>The inputs in order.</returns>
    public static IReadOnlyList<LossInput> Matched(Domain prediction, Domain target, params ReadOnlySpan<LossInput> more) =>
    [
        new("prediction", InputRole.Differentiable, "any shape", prediction),
        new("target", InputRole.Target, "as prediction", target),
        new("weight", InputRole.Weight, "as prediction", Domain.Real),
        .. more,
    ];

    /// <summary>Scores of classes against class indices, with optional weights of the classes.</summary>
    /// <param name="prediction">The shape of the scores.</param>
    /// <param name="target">The shape of the targets.</param>
    /// <returns>The inputs in order.</returns>
    public static IReadOnlyList<LossInput> Classes(string prediction, string target) => [.. Scores(prediction, target), ClassWeight];

    /// <summary>Scores of classes against class indices, without weights.</summary>
    /// <inheritdoc cref="Classes"/>
    public static IReadOnlyList<LossInput> Scores(string prediction, string target) =>
    [
        new("prediction", InputRole.Differentiable, prediction, Domain.Real),
        new("target", InputRole.Target, target, Domain.Real),
    ];

    /// <summary>Gets the optional weights of the classes.</summary>
    public static LossInput ClassWeight { get; } = new("class-weight", InputRole.ClassWeight, "[C]", Domain.NonNegative);
}
