namespace LossKit.Cli;

/// <summary>Predictions against targets, row by row; for regression.</summary>
internal static class PredictedActualSection
{
    private const int MostPoints = 1500;
    private const int Tenths = 10;

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task != LearningTask.Regression || source.Best is not { } best)
        {
            return;
        }

        var tenths = TenthsOf(best);
        body.Begin("predicted", "Predicted against actual");
        body.Figure(
            Chart(source),
            $"On the line a prediction is exact. For the lowest tenth of the targets, {ReportNumber.Of(tenths[0].Target)} on average, "
            + $"{best.Loss} predicts "
            + $"{ReportNumber.Of(tenths[0].Prediction)}; for the highest, {ReportNumber.Of(tenths[^1].Target)}, it predicts "
            + $"{ReportNumber.Of(tenths[^1].Prediction)}."
            + Thinning.Note(best.Targets.Count, MostPoints));
        body.Details("Mean prediction for each tenth of the targets", Table(source));
        body.End();
    }

    private static Chart Chart(ReportSource source)
    {
        var losses = source.BestFirst.ToArray();
        var all = losses.SelectMany(saved => saved.Targets).ToArray();
        double[] ends = [all.Min(), all.Max()];
        return new()
        {
            Id = "chart-predicted",
            Label = "The prediction for each test row against its target",
            X = $"actual {source.Results.Request.Target}",
            Y = "predicted",
            ViewTitle = "Loss",
            Views = [.. losses.Select(saved => saved.Loss)],
            Series =
            [
                .. losses.Index().Select(item => Points(item.Item, item.Index, source.LookOf(item.Item.Loss))),
                new() { Name = "exact", Switches = ["exact line"], Shape = ChartShape.Reference, X = ends, Y = ends },
            ],
        };
    }

    private static ChartSeries Points(SavedPredictions saved, int view, int look)
    {
        var kept = Thinning.Choose(saved.Targets.Count, MostPoints);
        return new()
        {
            Name = saved.Loss,
            Switches = ["test rows"],
            View = view,
            Look = look,
            Shape = ChartShape.Points,
            X = [.. kept.Select(index => saved.Targets[index])],
            Y = [.. kept.Select(index => saved.Predictions[index])],
        };
    }

    private static ReportTable Table(ReportSource source)
    {
        var columns = source.Predictions.Select(saved => (saved.Loss, Tenths: TenthsOf(saved))).ToArray();
        return new(
            "Mean target and mean prediction of each tenth of the test rows, by target",
            [
                new("tenth", ColumnSide.Left), .. ReportColumns.OfNumbers(columns.Select(column => column.Loss).Prepend("mean target")),
            ],
            [
                .. columns[0].Tenths.Index().Select(tenth => (string[])
            [
                    $"{tenth.Index + 1}", ReportNumber.Of(tenth.Item.Target),
                .. columns.Select(column => PredictionOf(column.Tenths, tenth.Index)),
                ]),
            ],
            string.Empty);
    }

    // A loss that failed in a repeat has fewer test rows, and so perhaps fewer parts of them.
    private static string PredictionOf((double Target, double Prediction)[] tenths, int tenth) =>
        tenth < tenths.Length ? ReportNumber.Of(tenths[tenth].Prediction) : ReportNumber.Of(double.NaN);

    private static (double Target, double Prediction)[] TenthsOf(SavedPredictions saved)
    {
        var order = Enumerable.Range(0, saved.Targets.Count).OrderBy(row => saved.Targets[row]).ToArray();
        return
        [
            .. Enumerable.Range(0, Math.Min(Tenths, order.Length)).Select(tenth =>
            {
                var parts = Math.Min(Tenths, order.Length);
                var rows = order[((int)((long)tenth * order.Length / parts))..((int)((tenth + 1L) * order.Length / parts))];
                return (rows.Average(row => saved.Targets[row]), rows.Average(row => saved.Predictions[row]));
            }),
        ];
    }
}
