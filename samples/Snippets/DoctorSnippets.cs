namespace LossKit.Samples;

/// <summary>The code of docs/doctor.md. A test compares the texts and runs the method.</summary>
public static class DoctorSnippets
{
    /// <summary>Examines what a loss of classes is given, and says what was found.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="predictions">The scores, row by row.</param>
    /// <param name="targets">The class indices.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>A text for each finding.</returns>
    public static string[] Examine(Loss loss, double[] predictions, double[] targets, int classes)
    {
        var rows = targets.Length;
        var inputs = new Dictionary<string, NamedArray>
        {
            ["prediction"] = new(predictions, [rows, classes]),
            ["target"] = new(targets, [rows]),
        };
        var findings = LossDoctor.Examine(loss, inputs, new() { Stage = TrainingStage.Initial });
        string[] sentences = [.. findings.Select(finding => $"{finding.Code}: {finding.Seen} {finding.Fix}")];
        return sentences;
    }
}
