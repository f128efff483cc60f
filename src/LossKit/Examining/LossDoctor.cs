namespace LossKit;

/// <summary>Finds the classic mistakes in what a loss is given, with the fix for each.</summary>
/// <remarks>
/// What a loss wants is read from its card and its options, so losses of the user's own and sums of losses are examined too. Thresholds are
/// chosen so that sound inputs give no finding; each <see cref="FindingGuide"/> states them.
/// </remarks>
public static class LossDoctor
{
    /// <summary>Gets what there is to know about every finding, in the order in which they are looked for.</summary>
    public static IReadOnlyList<FindingGuide> Guides { get; } = [.. CheckList.All.Select(check => check.Guide).Distinct()];

    /// <summary>
    /// Gets the ids of the metrics that can be held against a loss: those of <c>losskit compare</c>, and mse.
    /// </summary>
    public static IReadOnlyList<string> Metrics => JudgedMetric.Names;

    /// <summary>Examines what a loss is given.</summary>
    /// <param name="loss">The loss that is meant to be trained with.</param>
    /// <param name="inputs">Its inputs by the names on the card; the weights of classes belong to the loss and are not among them.</param>
    /// <param name="options">What else is known; null for nothing.</param>
    /// <returns>What was found, the gravest first; empty where nothing was.</returns>
    /// <exception cref="LossException">An input is missing, unknown or not as long as its shape, or the metric is unknown.</exception>
    public static IReadOnlyList<Finding> Examine(
        Loss loss, IReadOnlyDictionary<string, NamedArray> inputs, ExaminationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(inputs);
        var examination = new Examination(loss, inputs, options ?? new());
        var findings = new List<Finding>();
        foreach (var check in CheckList.All)
        {
            if (!findings.Exists(check.IsExplainedBy))
            {
                findings.AddRange(check.Look(examination));
            }
        }

        return [.. findings.OrderBy(finding => finding.Severity)];
    }
}
