using System.CommandLine;

namespace LossKit.Cli;

/// <summary>The options of <c>losskit compare</c>, and how they become a request.</summary>
internal sealed class CompareOptions
{
    private const int MostThreads = 1024;
    private const string Linear = "linear";
    private static readonly ComparisonOptions Defaults = new();

    private readonly Argument<string> _data = new("DATA") { Description = "The table, .csv or .csv.gz, with the columns' names in its first line." };
    private readonly Option<string> _target = new("--target") { Description = "The column to be predicted.", HelpName = "COLUMN", Required = true };
    private readonly Option<string[]> _losses = Several(
        "--losses",
        "LOSSES",
        "Losses with commas between, such as huber:delta=0.5,mae,0.7*mse+0.3*mae; a list in an option has slashes: quantile:quantiles=0.1/0.5/0.9.");

    private readonly Option<string?> _task = new("--task")
    {
        Description = $"{string.Join(", ", Enum.GetValues<LearningTask>().Select(Words.Of))}; read off the target without it.",
        HelpName = "TASK",
    };

    private readonly Option<string[]> _drop = Several("--drop", "COLUMNS", "Columns to leave out.");
    private readonly Option<string[]> _categorical = Several("--categorical", "COLUMNS", "Columns that are categories, whatever they hold.");
    private readonly Option<string[]> _numeric = Several("--numeric", "COLUMNS", "Columns that must hold numbers.");
    private readonly Option<string> _model = new("--model")
    {
        Description = "The units of each hidden layer, or linear.",
        HelpName = "UNITS",
        DefaultValueFactory = _ => RunRequest.ModelText(Defaults.HiddenUnits),
    };

    private readonly Option<int> _epochs = Number("--epochs", Defaults.Epochs, "The most passes over the training part.");
    private readonly Option<int?> _batchSize = new("--batch-size")
    {
        Description = "The rows of a batch; without it 32 to 256, by the size of the training part.",
        HelpName = "ROWS",
    };

    private readonly Option<double> _learningRate = Number("--learning-rate", Defaults.LearningRate, "Adam's learning rate.");
    private readonly Option<int> _patience = Number("--patience", Defaults.Patience, "The epochs without a better validation value that end training.");
    private readonly Option<int> _repeats = Number("--repeats", Defaults.Repeats, "How often everything is repeated with other splits and weights.");
    private readonly Option<ulong> _seed = Number("--seed", Defaults.Seed, "What all random choices are made from; the same seed gives the same bits.");
    private readonly Option<int> _threads = Number("--threads", Environment.ProcessorCount, "How many trainings run side by side; changes no number.");
    private readonly Option<string?> _out = new("--out")
    {
        Description = "The folder for the results; without it runs/<data>-<time>. A run that was stopped goes on where it was.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _diagnose = new("--diagnose")
    {
        Description = "Also print the gradient norms of each layer, and which layers stand still or run away; changes no number.",
    };

    /// <summary>Adds the argument and the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_data);
        Option[] options =
        [
            _target, _losses, _task, _drop, _categorical, _numeric, _model, _epochs, _batchSize, _learningRate, _patience, _repeats, _seed,
            _threads, _out, _diagnose,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Gives what was asked.</summary>
    /// <param name="result">The command line.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    public CompareRequest Read(ParseResult result) => new()
    {
        Data = NotEmpty(result.GetRequiredValue(_data), "DATA", "name a .csv or .csv.gz file"),
        Target = NotEmpty(result.GetRequiredValue(_target), "--target", "name a column"),
        Task = result.GetValue(_task) is { } task ? Words.Parse<LearningTask>("--task", task) : null,
        Drop = result.GetValue(_drop) ?? [],
        Categorical = result.GetValue(_categorical) ?? [],
        Numeric = result.GetValue(_numeric) ?? [],
        Threads = ThreadsOf(result.GetValue(_threads)),
        Out = result.GetValue(_out) is { } folder ? NotEmpty(folder, "--out", "name a folder") : null,
        Watch = result.GetValue(_diagnose) ? GradientWatch.EveryEpoch : GradientWatch.Off,
        Options = new()
        {
            Losses = LossesOf(result.GetValue(_losses)),
            HiddenUnits = ModelOf(result.GetRequiredValue(_model)),
            Epochs = result.GetValue(_epochs),
            BatchSize = result.GetValue(_batchSize),
            LearningRate = result.GetValue(_learningRate),
            Patience = result.GetValue(_patience),
            Repeats = result.GetValue(_repeats),
            Seed = result.GetValue(_seed),
        },
    };

    private static Option<string[]> Several(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName, Arity = ArgumentArity.OneOrMore };

    private static Option<T> Number<T>(string name, T standard, string description) =>
        new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => standard };

    private static string NotEmpty(string value, string name, string instead) =>
        value.Length > 0 ? value : throw new UsageException($"{name} is empty: {instead}.");

    private static string[] LossesOf(string[]? values)
    {
        string[] losses = [.. (values ?? []).SelectMany(CommaList.Split)];
        return losses.Length == 0 && values?.Length > 0
            ? throw new UsageException("--losses names none: write some of those that `losskit list` shows, or leave it out.")
            : losses;
    }

    private static int ThreadsOf(int threads) => threads is >= 1 and <= MostThreads
        ? threads
        : throw new UsageException($"--threads is {threads}, but must be from 1 to {MostThreads}.");

    private static int[] ModelOf(string model)
    {
        if (string.Equals(model, Linear, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var parts = CommaList.Split(model);
        var units = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], out units[i]))
            {
                throw new UsageException($"--model is '{model}', but must be the units of each hidden layer, such as 64,64, or {Linear}.");
            }
        }

        return units.Length > 0
            ? units
            : throw new UsageException($"--model is empty: write the units of each hidden layer, such as 64,64, or {Linear}.");
    }
}
