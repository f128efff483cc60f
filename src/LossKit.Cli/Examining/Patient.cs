namespace LossKit.Cli;

/// <summary>A loss with what it is given, to be examined.</summary>
/// <param name="Loss">The loss as it was written.</param>
/// <param name="Subject">What is examined, for readers: "60 rows of labels.csv".</param>
/// <param name="Examine">Examines it.</param>
internal sealed record Patient(string Loss, string Subject, Func<ExaminationOptions, IReadOnlyList<Finding>> Examine)
{
    /// <summary>Makes one of arrays.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="subject">What is examined.</param>
    /// <param name="inputs">The arrays by name.</param>
    /// <returns>The patient.</returns>
    public static Patient Of(NamedLoss loss, string subject, IReadOnlyDictionary<string, NamedArray> inputs) =>
        new(loss.Text, subject, options => LossDoctor.Examine(loss.Loss, inputs, options));
}
