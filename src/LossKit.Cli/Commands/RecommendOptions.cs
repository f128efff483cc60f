using System.CommandLine;

namespace LossKit.Cli;

/// <summary>The options of <c>losskit recommend</c>, and how they become a request.</summary>
internal sealed class RecommendOptions
{
    private static readonly ComparisonOptions Defaults = new();

    private readonly Argument<string?> _data = new("DATA")
    {
        Description = "The table, .csv or .csv.gz; left out for a task without one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _target = new("--target")
    {
        Description = "The column to be predicted; several columns of 0 and 1, with commas between, are labels that can hold at once.",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _task = new("--task")
    {
        Description = $"{string.Join(", ", Enum.GetValues<AdviceTask>().Select(Words.Of))}; read off the target without it.",
        HelpName = "TASK",
    };

    private readonly Option<string[]> _having = new("--having")
    {
        Description = "What no table tells, with commas between, such as uneven-costs or noisy-labels; the words of a task stand at the end of what is said.",
        HelpName = "WORDS",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _drop = new("--drop") { Description = "Columns to leave out.", HelpName = "COLUMNS", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _categorical = new("--categorical")
    {
        Description = "Columns that are categories, whatever they hold.",
        HelpName = "COLUMNS",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Everything, the profile of the table too, as JSON for programs." };
    private readonly Option<bool> _prove = new("--prove") { Description = "Runs compare on the loss and its two alternatives, and ends with its verdict." };
    private readonly Option<int?> _repeats = new("--repeats")
    {
        Description = $"With --prove, how often the race is repeated; {Defaults.Repeats} without it.",
        HelpName = "NUMBER",
    };

    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = $"With --prove, the most passes over the training part; {Defaults.Epochs} without it.",
        HelpName = "NUMBER",
    };

    private readonly Option<string?> _out = new("--out") { Description = "With --prove, the folder for the results of compare.", HelpName = "DIR" };

    /// <summary>Adds the argument and the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_data);
        Option[] options = [_target, _task, _having, _drop, _categorical, _json, _prove, _repeats, _epochs, _out];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Gives what was asked.</summary>
    /// <param name="result">The command line.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">Options do not go together, or a word is unknown.</exception>
    public RecommendRequest Read(ParseResult result)
    {
        AdviceTask? task = result.GetValue(_task) is { } word ? Words.Parse<AdviceTask>("--task", word) : null;
        var request = new RecommendRequest
        {
            Data = result.GetValue(_data),
            Target = result.GetValue(_target),
            Task = task,
            Having = HavingOf(result.GetValue(_having) ?? [], task),
            Drop = result.GetValue(_drop) ?? [],
            Categorical = result.GetValue(_categorical) ?? [],
            Output = result.GetValue(_json) ? RecommendOutput.Json : RecommendOutput.Text,
            Proof = result.GetValue(_prove) ? new(result.GetValue(_repeats), result.GetValue(_epochs), result.GetValue(_out)) : null,
        };
        CheckProof(result, request);
        Check(request);
        return request;
    }

    private static Circumstance[] HavingOf(string[] values, AdviceTask? task)
    {
        var fitting = task is { } known ? DecisionTree.Circumstances(known) : Enum.GetValues<Circumstance>();
        return [.. values.SelectMany(CommaList.Split).Select(word => Words.Parse("--having", word, fitting)).Distinct()];
    }

    private static void Check(RecommendRequest request)
    {
        if (request is { Data: null, Task: null })
        {
            throw new UsageException("There is nothing to look at: name a table and its --target, or a --task.");
        }

        if (request.Data is null && (request.Target is not null || request.Drop.Count > 0 || request.Categorical.Count > 0))
        {
            throw new UsageException("--target, --drop and --categorical name columns of a table, and there is none: write DATA before them, or leave them out.");
        }

        if (request.Data is not null && request.Task is { } task && !RecommendRequest.HasTable(task))
        {
            throw new UsageException($"--task {Words.Of(task)} has no table: leave the table and --target out.");
        }

        if (request.Data is not null && string.IsNullOrEmpty(request.Target))
        {
            throw new UsageException("--target is missing: name the column to be predicted.");
        }
    }

    private void CheckProof(ParseResult result, RecommendRequest request)
    {
        if (request.Proof is null && (result.GetValue(_repeats) is not null || result.GetValue(_epochs) is not null || result.GetValue(_out) is not null))
        {
            throw new UsageException("--repeats, --epochs and --out belong to --prove: write it, or leave them out.");
        }

        if (request.Proof is null)
        {
            return;
        }

        if (request.Data is null)
        {
            throw new UsageException("--prove trains on a table, and there is none: write DATA and --target, or leave --prove out.");
        }

        if (request.Output == RecommendOutput.Json)
        {
            throw new UsageException("--json and --prove cannot go together: results.json in the folder of the run has the numbers of --prove.");
        }
    }
}
