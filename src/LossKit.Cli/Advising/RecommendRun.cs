using Spectre.Console;

namespace LossKit.Cli;

/// <summary>Recommends a loss, and races it against its alternatives where that is asked.</summary>
/// <param name="request">What was asked.</param>
internal sealed class RecommendRun(RecommendRequest request)
{
    /// <summary>Runs it.</summary>
    /// <param name="stop">Stops the race between two steps of training.</param>
    /// <returns>Whether everything was done.</returns>
    public ExitCode Execute(CancellationToken stop)
    {
        var table = request.Data is null ? null : TableReading.Profile(request);
        var recommendation = DecisionTree.Recommend(new()
        {
            Task = table?.Task ?? request.Task!.Value,
            Table = table,
            Having = request.Having,
        });
        if (request.Proof is not null && table is { LabelSets: not null })
        {
            throw new UsageException("--prove runs compare, which learns one column at a time, and this target has several labels: leave --prove out.");
        }

        if (request.Output == RecommendOutput.Json)
        {
            using var output = Console.OpenStandardOutput();
            RecommendationJson.Write(recommendation, output);
            return ExitCode.Done;
        }

        RecommendationText.Write(recommendation, WidthOf(Console.IsOutputRedirected), Console.Out);
        return request.Proof is null ? ExitCode.Done : Prove(recommendation, stop);
    }

    private static int WidthOf(bool isRedirected) =>
        isRedirected ? ComparisonReport.WidestLine : Math.Min(AnsiConsole.Profile.Width, ComparisonReport.WidestLine);

    private ExitCode Prove(Recommendation recommendation, CancellationToken stop)
    {
        RecommendedLoss[] named = [recommendation.Loss, .. recommendation.Alternatives];
        string[] losses = [.. named.Select(loss => loss.Text).Distinct(StringComparer.Ordinal)];
        Console.Out.WriteLine();
        TextLines.Write($"The proof: {string.Join(", ", losses)} on this table.", WidthOf(Console.IsOutputRedirected), Console.Out);
        if (named.Any(loss => loss.ClassWeights is not null))
        {
            TextLines.Write(
                "They run without class weights, which change what counts as an error, and so what the metrics would have to measure.",
                WidthOf(Console.IsOutputRedirected),
                Console.Out);
        }

        Console.Out.WriteLine();
        return new CompareRun(TableReading.ComparisonOf(request, losses)).Execute(stop);
    }
}
