using System.Globalization;

namespace LossKit.Cli;

/// <summary>ROC and precision–recall curves, each class against the rest; for classes.</summary>
internal static class RankingSection
{
    private const int MostPoints = 150;
    private const int MostClasses = 12;

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task == LearningTask.Regression || source.Best is not { } best)
        {
            return;
        }

        var names = source.Results.Data.Classes;
        var classes = ClassesOf(best, names.Count);
        RankedLoss[] losses = [.. source.Predictions.Select(saved => RankedLoss.Of(saved, classes, source.LookOf(saved.Loss)))];
        var views = names.Count == 2 ? [] : classes.Select(c => names[c]).ToArray();
        body.Begin("ranking", "ROC and precision–recall");
        body.Say(
            (names.Count == 2 ? $"The positive class is {names[1]}." : "Each class is held against all others.")
            + " Test rows of all repeats are ranked together, so areas differ a little from the means over repeats above."
            + (names.Count > MostClasses ? $" Of {names.Count} classes the {MostClasses} with most test rows are shown." : string.Empty)
            + $" Curves of more than {MostPoints} corners are thinned evenly; areas are those of all points.");
        body.Figure(
            Chart("chart-roc", "ROC curves", "false positive rate", "true positive rate", losses, views, Roc, [0, 1]),
            $"The area is the chance that a row of the class ranks above one of the others: "
            + $"{Areas(best, losses, curve => curve.AreaUnderRoc)}; 0.5 is chance.");
        body.Figure(
            Chart("chart-precision", "Precision–recall curves", "recall", "precision", losses, views, PrecisionRecall, null),
            $"Where the class is rare this says more than ROC. The average precision: "
            + $"{Areas(best, losses, curve => curve.AveragePrecision)}; chance gives the share of the class.");
        body.Details("The areas", Table(losses, classes, names));
        body.End();
    }

    // Of two classes only the second, the positive one, is asked about, as for the metrics.
    private static int[] ClassesOf(SavedPredictions best, int classCount) => classCount == 2
        ? [1]
        : [.. Enumerable.Range(0, classCount).OrderByDescending(c => best.Labels.Count(label => label == c)).Take(MostClasses).Order()];

    private static (double X, double Y) Roc(RankingPoint point, RankingCurve curve) =>
        (point.FalsePositives / (double)curve.Negatives, point.TruePositives / (double)curve.Positives);

    private static (double X, double Y) PrecisionRecall(RankingPoint point, RankingCurve curve) =>
        (point.TruePositives / (double)curve.Positives, point.Precision);

    private static Chart Chart(
        string id,
        string label,
        string x,
        string y,
        RankedLoss[] losses,
        string[] views,
        Func<RankingPoint, RankingCurve, (double X, double Y)> place,
        double[]? chance) => new()
        {
            Id = id,
            Label = $"{label} of each loss",
            X = x,
            Y = y,
            Scale = ChartScale.UnitSquare,
            ViewTitle = "Class",
            Views = views,
            Series =
            [
                .. losses.SelectMany(loss => loss.Curves.Index().Select(curve =>
                {
                    var corners = Thinning.Straighten([.. curve.Item.Points.Select(point => place(point, curve.Item))]);
                    var points = Thinning.Choose(corners.Length, MostPoints).Select(index => corners[index]).ToArray();
                    return new ChartSeries
                    {
                        Name = loss.Loss,
                        Switches = [loss.Loss],
                        View = views.Length == 0 ? null : curve.Index,
                        Look = loss.Look,
                        Shape = ChartShape.Line,
                        X = [.. points.Select(point => point.X)],
                        Y = [.. points.Select(point => point.Y)],
                    };
                })),
                .. chance is null
                    ? Array.Empty<ChartSeries>()
                    : [new() { Name = "chance", Switches = ["chance"], Shape = ChartShape.Reference, X = chance, Y = chance }],
            ],
        };

    private static string Areas(SavedPredictions best, RankedLoss[] losses, Func<RankingCurve, double> area)
    {
        var areas = losses.First(loss => string.Equals(loss.Loss, best.Loss, StringComparison.Ordinal)).Curves.Select(area);
        var mean = areas.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        return $"{best.Loss} {Area(mean)}{(losses[0].Curves.Length > 1 ? " on average over the classes" : string.Empty)}";
    }

    private static ReportTable Table(RankedLoss[] losses, int[] classes, IReadOnlyList<string> names) => new(
        "Area under the ROC curve and average precision of each class against the rest",
        [
            new("class", ColumnSide.Left), new("share of rows", ColumnSide.Right),
            .. ReportColumns.OfNumbers(losses.SelectMany(loss => new[] { $"{loss.Loss} ROC", $"{loss.Loss} precision" })),
        ],
        [
            .. classes.Index().Select(c => (string[])
            [
                names[c.Item],
                ReportNumber.Percent(losses[0].ShareOf(c.Index)),
                .. losses.Select(loss => loss.Curves[c.Index])
                    .SelectMany(curve => new[] { Area(curve.AreaUnderRoc), Area(curve.AveragePrecision) }),
            ]),
        ],
        string.Empty);

    private static string Area(double area) => double.IsNaN(area) ? "-" : area.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The curves of a loss, one for each class that is shown.</summary>
    private sealed record RankedLoss(string Loss, int Look, RankingCurve[] Curves)
    {
        public double ShareOf(int place) => Curves[place].Positives / (double)(Curves[place].Positives + Curves[place].Negatives);

        public static RankedLoss Of(SavedPredictions saved, int[] classes, int look)
        {
            var probabilities = saved.Classes;
            var curves = new RankingCurve[classes.Length];
            for (var i = 0; i < curves.Length; i++)
            {
                curves[i] = RankingCurve.Of(probabilities, classes[i]);
            }

            return new(saved.Loss, look, curves);
        }
    }
}
