using System.CommandLine;
using System.Globalization;

namespace LossKit.Cli;

/// <summary>The arguments and options of <c>losskit doctor</c>, and how they become a request.</summary>
internal sealed class DoctorOptions
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "A CSV with columns of predictions and targets; two .npy files, first the predictions; or the folder of a run of "
            + "`losskit compare`.",
        Arity = new(0, 2),
    };

    private readonly Option<string?> _loss = new("--loss")
    {
        Description = "The loss that is meant, such as bce-with-logits or 0.7*mse+0.3*mae; not for a run, which knows its own.",
        HelpName = "LOSS",
    };

    private readonly Option<string?> _prediction = new("--prediction")
    {
        Description = "The column of the predictions; several with commas between are the columns of [N,C], as the logits of classes are. "
            + "Without it prediction.",
        HelpName = "COLUMNS",
    };

    private readonly Option<string?> _target = new("--target")
    {
        Description = "The column of the targets; several with commas between for a label of each class. Without it target.",
        HelpName = "COLUMNS",
    };

    private readonly Option<string?> _weight = new("--weight")
    {
        Description = "The column of the weights, for losses that take a weight for each element.",
        HelpName = "COLUMN",
    };

    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "Another input of the loss and where it stands, as variance=COLUMN in a table or variance=v.npy beside arrays; may be "
            + "given several times. Losses without predictions and targets take all their inputs this way, and no FILE.",
        HelpName = "NAME=PLACE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _classWeights = new("--class-weights")
    {
        Description = "The weights of the classes, or of the positive labels of bce-with-logits, that the loss is made with: 1,1,20.",
        HelpName = "WEIGHTS",
    };

    private readonly Option<string?> _metric = new("--metric")
    {
        Description = $"The metric that results are judged by, to be held against the loss: {string.Join(", ", LossDoctor.Metrics)}.",
        HelpName = "METRIC",
    };

    private readonly Option<string?> _stage = new("--stage")
    {
        Description = "Where the predictions come from: initial (an untrained model, whose loss is held against chance) or trained.",
        HelpName = "STAGE",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The findings as JSON, for programs." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (var option in (Option[])[_loss, _prediction, _target, _weight, _inputs, _classWeights, _metric, _stage, _json])
        {
            command.Add(option);
        }
    }

    /// <summary>Gives what was asked.</summary>
    /// <param name="result">The command line.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    /// <exception cref="LossException">The loss or one of its options is unknown.</exception>
    public DoctorRequest Read(ParseResult result) => new()
    {
        Files = result.GetValue(_files) ?? [],
        Loss = result.GetValue(_loss) is { } text ? new(text, LossOf(text, result.GetValue(_classWeights))) : null,
        Prediction = ColumnsOf(_prediction.Name, result.GetValue(_prediction)),
        Target = ColumnsOf(_target.Name, result.GetValue(_target)),
        Weight = result.GetValue(_weight),
        OtherInputs = InputsOf(result.GetValue(_inputs) ?? []),
        Options = new() { Metric = result.GetValue(_metric), Stage = StageOf(result.GetValue(_stage)) },
        Format = result.GetValue(_json) ? DoctorFormat.Json : DoctorFormat.Text,
    };

    private static Loss LossOf(string text, string? weights)
    {
        if (weights is null)
        {
            return LossCatalog.Parse(text);
        }

        var numbers = new List<double>();
        foreach (var word in CommaList.Split(weights))
        {
            numbers.Add(double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new UsageException($"--class-weights holds '{word}', which is no number: write 1,1,20."));
        }

        return numbers.Count > 0
            ? LossCatalog.Parse(text, numbers)
            : throw new UsageException("--class-weights is empty: write a number for each class, or leave it out.");
    }

    private static Dictionary<string, string> InputsOf(string[] words)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (word.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } place])
            {
                throw new UsageException($"--input is '{word}', but must be a name and a place: --input variance=v.npy.");
            }

            if (!inputs.TryAdd(name, place))
            {
                throw new UsageException($"--input names {name} twice: leave one out.");
            }
        }

        return inputs;
    }

    private static string[] ColumnsOf(string option, string? value) => value is null
        ? []
        : CommaList.Split(value) is { Length: > 0 } columns
            ? columns
            : throw new UsageException($"{option} is empty: name a column, or leave it out.");

    private static TrainingStage StageOf(string? word) =>
        word is null ? TrainingStage.Unknown : Words.Parse<TrainingStage>("--stage", word);
}
