namespace LossKit.Cli;

/// <summary>The path for losses of sequences of scores against shorter sequences of labels.</summary>
internal static class SequenceForms
{
    /// <summary>Gets the path of the label's logit at all of three frames.</summary>
    public static LossCurve Aligned { get; } = new("logit of the label at each of three frames; the blank is at 0", -6, 6)
    {
        Held = "The target is the label once, so one to three frames in a row may say it; a label at every frame is one.",
        Cases =
        [
            new(string.Empty,
            [
                new("logits", [3, 1, 2], logit => [0, logit, 0, logit, 0, logit]),
                new("targets", [1, 1], 1),
                new("input-lengths", [1], 3),
                new("target-lengths", [1], 1),
            ]),
        ],
    };
}
