using System.Text;

namespace LossKit.Tests;

/// <summary>The C# that recommendations print is code: all of it is compiled, against the library and against the signatures of TorchSharp.</summary>
public sealed class RecommendedCodeTests
{
    // What the lines of TorchSharp use without declaring it; a local of the same name hides it.
    private const string TorchSharpInputs =
        "output, target, mean, variance, teacher, query, keys, x1, x2, label, labels, anchor, positive, negative, embeddings, centres, logits, targets, "
        + "inputLengths, targetLengths, policyChosen, policyRejected, referenceChosen, referenceRejected, logVariance, reconstruction, window, real, fake, "
        + "difficulty, losses, logVariances, hidden, weights";

    [Fact]
    public async Task The_code_of_every_rule_compiles_and_that_for_tables_runs()
    {
        var source = new StringBuilder("using LossKit;\nstatic class Samples\n{\n");
        var calls = new StringBuilder();
        int count = 0, run = 0;
        foreach (var recommendation in Recommendations())
        {
            var sample = CSharpCode.Of(recommendation);
            source.Append($"static void Sample{count}({string.Join(", ", sample.Inputs)})\n{{\n{string.Join('\n', sample.Lines)}\n");

            // What a step leaves: a finite loss, and gradients.
            if (recommendation.Situation.Task <= AdviceTask.MultiLabel && CallOf(recommendation.Loss, sample) is { } arguments)
            {
                source.Append("if (!float.IsFinite(loss.ToScalar())) throw new InvalidOperationException(loss.ToString());\n");
                calls.Append($"Sample{count}({arguments});\n");
                run++;
            }

            source.Append("}\n");
            count++;
        }

        source.Append($"static void Main()\n{{\n{calls}}}\n");

        Assert.True(count > 50, $"Only {count} samples were written.");
        Assert.True(run > 30, $"Only {run} samples were run.");
        using var folder = new TemporaryFolder();
        folder.Write("Samples.cs", source.Append("}\n").ToString());
        folder.Write("TorchSharpSamples.cs", TorchSharpSamples());
        folder.Write("TorchSharp.cs", await File.ReadAllTextAsync(
            Path.Combine(TestPlaces.Repository, "tests", "LossKit.Cli.Tests", "Advising", "TorchSharpSignatures.txt")));
        folder.Write("Samples.csproj", Project());

        var outcome = await Run.ProgramAsync("dotnet", ["run", "--nologo", "-v", "quiet"], folder.Path);

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
    }

    // Six rows of two columns, a model that ends as the loss wants it, and targets that every loss of numbers and of two classes takes.
    private static string? CallOf(RecommendedLoss recommended, CodeSample sample)
    {
        const string Rows = "Variable.Constant([1, 2, -1, 0, 3, 1, 0, 0, -2, 1, 1, 1], [6, 2])";
        var loss = LossCatalog.Parse(recommended.Text);
        var outputs = loss is QuantileLoss quantiles ? quantiles.Quantiles.Count : loss is ClassLoss ? recommended.ClassWeights?.Count ?? 2 : 1;
        var end = loss is BceLoss or NllLoss ? ", new Sigmoid()" : string.Empty;
        return sample.Inputs switch
        {
            ["Module model", "Variable rows", "float[] targets"] => $"new Sequential(new Linear(2, {outputs}, new SeededRandom(1)){end}), {Rows}, [1, 1, 1, 1, 1, 1]",
            ["Module model", "Variable rows", "int[] labels"] => $"new Sequential(new Linear(2, {outputs}, new SeededRandom(1)){end}), {Rows}, [0, 1, 0, 1, 0, 1]",
            ["Variable mean", "Variable target", "Variable variance"] =>
                "Variable.Parameter([0, 1, 2], [3]), Variable.Constant([1, 1, 1], [3]), Variable.Parameter([1, 2, 3], [3])",
            _ => null,
        };
    }

    private static string TorchSharpSamples()
    {
        var source = new StringBuilder("using TorchSharp;\nusing static TorchSharp.torch;\nstatic class TorchSharpSamples\n{\n");
        source.Append($"static readonly Tensor {TorchSharpInputs.Replace(",", " = null!,", StringComparison.Ordinal)} = null!;\n");
        foreach (var (number, sample) in Recommendations().Select(TorchSharpCode.Of).Index())
        {
            source.Append($"static void Sample{number}()\n{{\n{string.Join('\n', sample.Lines)}\n}}\n");
        }

        return source.Append("}\n").ToString();
    }

    // Each rule by what is said, and the options and weights that only a table gives.
    private static IEnumerable<Recommendation> Recommendations()
    {
        foreach (var task in Enum.GetValues<AdviceTask>())
        {
            foreach (var rule in DecisionTree.Rules(task))
            {
                yield return Of(new() { Task = task }, rule);
            }
        }

        var classes = ClassProfile.Of(["a", "b", "c"], [0, 0, 0, 1, 2]);
        var table = new TableProfile
        {
            Task = AdviceTask.Multiclass,
            TaskReason = string.Empty,
            TargetName = "y",
            Rows = 5,
            MissingShare = 0,
            Classes = classes,
        };
        yield return DecisionTree.Recommend(new() { Task = AdviceTask.Multiclass, Table = table, Having = [Circumstance.ClassImbalance] });
    }

    private static Recommendation Of(Situation situation, AdviceRule rule) => new()
    {
        Situation = situation,
        Rule = rule,
        Evidence = string.Empty,
        ChangesMind = [],
        Loss = new(
            rule.Choice.Text, rule.Choice.Reason, rule.Choice.Weighting == ClassWeighting.None ? null : [1.5, 0.25], rule.Choice.Beside),
        Alternatives = [],
    };

    // Sources are switched off, since nothing is to be fetched.
    private static string Project()
    {
        var references = new[] { "LossKit.Core", "LossKit.Autograd", "LossKit.Training" }
            .Select(name => $"<Reference Include=\"{name}\"><HintPath>{Path.Combine(AppContext.BaseDirectory, name)}.dll</HintPath></Reference>");
        return "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>"
            + "<Nullable>enable</Nullable><RestoreSources>.</RestoreSources></PropertyGroup>"
            + $"<ItemGroup>{string.Concat(references)}</ItemGroup></Project>";
    }
}
