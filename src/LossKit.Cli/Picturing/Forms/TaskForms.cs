namespace LossKit.Cli;

/// <summary>Paths for losses of several tasks or samples.</summary>
internal static class TaskForms
{
    /// <summary>Gets the path of one task's log-variance.</summary>
    public static LossCurve LogVariance { get; } = new("log-variance of a task", -1.5, 3)
    {
        Cases = [Task(0.5), Task(4)],
    };

    /// <summary>Gets the path of a sample's difficulty.</summary>
    public static LossCurve Difficulty { get; } = new("difficulty of one of two samples", 0, 1)
    {
        Held = "Its loss is 2; the other sample's is 1, with difficulty 0. "
            + "Once it is too difficult for the progress made, the other counts alone.",
        Cases =
        [
            new(string.Empty, [new("losses", [2], 2, 1), new("difficulty", [2], difficulty => [difficulty, 0])]),
        ],
    };

    private static CurveCase Task(double loss) => new(
        $"loss {loss}", [new("losses", [1], loss), new("log-variances", [1], logVariance => [logVariance])]);
}
